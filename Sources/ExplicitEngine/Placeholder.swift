// ExplicitEngine

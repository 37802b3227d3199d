// SymbolicEngine

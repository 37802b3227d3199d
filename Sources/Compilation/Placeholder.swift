// Compilation

/// Functions from which distributions are built.
public enum SpecialFunctions {}

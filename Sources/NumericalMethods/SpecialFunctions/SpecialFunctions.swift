/// Functions that distributions are made of.
public enum SpecialFunctions {}

global using Haochaping.Kernel;

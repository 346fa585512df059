// Package arch holds the house to its plan: which package may import which,
// who owns which third-party module, how large a file, function, interface,
// template and package may grow, which names are avoided, and what must stand
// in no file. docs/architecture.md and CONTRIBUTING.md give the reasons; the
// tests here are the rules. The package has no other code.
package arch

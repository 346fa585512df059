// Package calendar holds the working days of the State Council by version of
// notice, reporting periods, and the rules that say when something is due. It
// is pure: nothing in it reads a clock, a file or a network.
package calendar

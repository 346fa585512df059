package organisation

import "testing"

func TestValidIDNumber(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"11010519491231002X": true,  // the example of the standard
		"440524188001010014": true,  // its other one
		"110105194912310021": false, // check character
		"11010519491231002":  false,
		"1101051949123100AX": false,
		"":                   false,
	} {
		if got := validIDNumber(s); got != want {
			t.Errorf("validIDNumber(%q) = %v", s, got)
		}
	}
}

func FuzzIDNumber(f *testing.F) {
	f.Add("11010519491231002X")
	f.Fuzz(func(t *testing.T, s string) {
		if validIDNumber(s) && len(s) != 18 {
			t.Errorf("%q passes", s)
		}
	})
}

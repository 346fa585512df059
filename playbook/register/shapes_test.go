package register_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

var id = regexp.MustCompile(`^[a-z][a-z_]{1,19}$`)

func TestShapesHoldTogether(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range register.Shapes() {
		if !id.MatchString(s.ID) || seen[s.ID] {
			t.Errorf("the register %q has no name of its own", s.ID)
		}
		seen[s.ID] = true
		if !slices.Contains(register.Groups, s.Group) {
			t.Errorf("%s is in no group", s.ID)
		}
		if got, ok := register.ShapeOf(s.ID); !ok || got.ID != s.ID {
			t.Errorf("%s is not found", s.ID)
		}
		named := slices.Concat(s.Title, s.Key, s.Either)
		for _, f := range slices.DeleteFunc(append(named, s.Day, s.Until, s.Line), func(f string) bool {
			return f == "" || f == register.TheUnit
		}) {
			if _, ok := s.Field(f); !ok {
				t.Errorf("%s names the field %s, which it has not", s.ID, f)
			}
		}
		if len(s.Title) == 0 || len(s.Key) == 0 {
			t.Errorf("%s has entries without a name, or that cannot be told apart", s.ID)
		}
		fieldsHold(t, s)
		movesHold(t, s)
	}
	if _, ok := register.ShapeOf("nothing"); ok {
		t.Error("a register that is not there is found")
	}
}

// fieldsHold checks the fields of a register: each holds what its type can.
func fieldsHold(t *testing.T, s register.Shape) {
	t.Helper()
	plain, seen := 0, map[string]bool{"state": true, "move": true, register.TheUnit: true, register.Evidence: true}
	for _, f := range s.Fields {
		if !id.MatchString(f.ID) || seen[f.ID] {
			t.Errorf("%s.%s has no name of its own", s.ID, f.ID)
		}
		seen[f.ID] = true
		if f.Plain {
			plain++
		}
		if f.Required && !f.Plain {
			t.Errorf("%s.%s is wanted and not shown", s.ID, f.ID)
		}
		if (f.Type == register.Number) != f.Kind.Valid() {
			t.Errorf("%s.%s: a number has a kind, and nothing else has", s.ID, f.ID)
		}
		if (f.Type == register.Choice) != (len(f.Options) > 0 || f.Lines) {
			t.Errorf("%s.%s: a choice has options, and nothing else has", s.ID, f.ID)
		}
		if f.Health && f.Type != register.LongText {
			t.Errorf("%s.%s warns of what cannot be written into it", s.ID, f.ID)
		}
		for _, to := range f.To {
			if _, ok := register.ShapeOf(to); !ok || f.Type != register.Entry {
				t.Errorf("%s.%s points at %s", s.ID, f.ID, to)
			}
		}
		if f.Type == register.Entry && len(f.To) == 0 {
			t.Errorf("%s.%s points nowhere", s.ID, f.ID)
		}
		if f.Type == register.Choice && f.Usual != "" && !slices.Contains(f.Options, f.Usual) {
			t.Errorf("%s.%s is usually %s, which is no option", s.ID, f.ID, f.Usual)
		}
	}
	if plain > 8 {
		t.Errorf("%s asks for %d fields at first sight, eight are enough", s.ID, plain)
	}
}

// movesHold checks that every state is reached, and every move starts and ends
// somewhere.
func movesHold(t *testing.T, s register.Shape) {
	t.Helper()
	reached := map[string]bool{s.States[0].ID: true}
	for _, m := range s.Moves {
		for _, st := range append(slices.Clone(m.From), m.To) {
			if _, ok := s.State(st); !ok {
				t.Errorf("%s: the move %s names the state %s", s.ID, m.ID, st)
			}
		}
		if slices.Contains(m.From, m.To) {
			t.Errorf("%s: the move %s goes nowhere", s.ID, m.ID)
		}
		if f, ok := s.Field(m.Day); m.Day != "" && (!ok || f.Type != register.Date) {
			t.Errorf("%s: the move %s sets %s, which is no day", s.ID, m.ID, m.Day)
		}
		if m.Quick && !slices.Contains(m.From, s.States[0].ID) {
			t.Errorf("%s: the quick move %s does not start with a new entry", s.ID, m.ID)
		}
		reached[m.To] = true
	}
	for _, st := range s.States {
		if !reached[st.ID] || st.ID == register.Withdrawn {
			t.Errorf("%s: no move leads to %s", s.ID, st.ID)
		}
	}
}

// A percentage and an income a head come to nothing together.
func TestLevelsAreNotAddedUp(t *testing.T) {
	t.Parallel()
	for address, adds := range map[string]bool{
		"steps/percent": false, "households/income": false, "steps/spent": true, "activities/person_times": true, "activities/name": false,
	} {
		id, name, _ := strings.Cut(address, "/")
		shape, _ := register.ShapeOf(id)
		if f, ok := shape.Field(name); !ok || f.Adds() != adds {
			t.Errorf("%s: there %v, adds %v, want %v", address, ok, f.Adds(), adds)
		}
	}
}

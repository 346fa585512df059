package book_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
)

func TestWhichFieldsNameHumans(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		register, field string
		want            bool
	}{
		{"honourees", "name", true},
		{"participants", "name", true},
		{"honours", "honouree", true},
		{"activities", "led_by", true},
		{"activities", "helped", true},
		{"activities", "joined", true},
		{"activities", "point", false},
		{"activities", "household", false}, // called by its code
		{"activities", "place", false},
		{"households", "name", false}, // masked
		{"teams", "leader", true},
		{"points", "county", false},
	} {
		shape, _ := book.ShapeOf(c.register)
		b := book.Book{Shape: shape}
		f, known := b.Field(c.field)
		if got := b.Names(f); !known || got != c.want {
			t.Errorf("%s.%s: %v, known %v", c.register, c.field, got, known)
		}
	}
	for register, want := range map[string]bool{"honourees": true, "participations": true, "activities": true, "points": false, "households": false, "surveys": false, "goals": false} {
		shape, _ := book.ShapeOf(register)
		if b := (book.Book{Shape: shape}); b.NamesHumans() != want {
			t.Errorf("%s: %v", register, !want)
		}
	}
}

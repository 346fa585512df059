package publication

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// Correct records that something in an issued bulletin was wrong. The bulletin
// stays as it was issued; the next number that is composed prints the
// correction.
func (s *Service) Correct(ctx context.Context, who people.Actor, id ID, c Change) (out Correction, err error) {
	_, err = s.change(ctx, who, id, func(tx Tx, d *desk) (audit.Act, error) {
		if err := who.May(people.BulletinCompose, d.place); err != nil {
			return audit.Act{}, err
		}
		if d.b.State != Issued {
			return audit.Act{}, fault.New(fault.Conflict, "publication.not_issued")
		}
		before, err := tx.Corrections(id)
		if err != nil {
			return audit.Act{}, err
		}
		out = Correction{ID: ident.New[CorrectionID](), Bulletin: id, Reason: clean(c.Reason), At: d.Now, By: who.Account, Revision: 1}
		if err := d.correct(&out, c, before); err != nil {
			return audit.Act{}, err
		}
		if err := tx.InsertCorrection(&out); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{
			Name: "bulletin.correct", Old: map[string]any{"value": out.Old},
			New: map[string]any{"number": d.b.Name(), "place": out.Place, "value": out.New, "reason": out.Reason},
		}, nil
	})
	return out, err
}

// correct settles what a correction names, and checks its words.
func (d *desk) correct(out *Correction, c Change, before []Correction) error {
	bad := bounds("reason", out.Reason, maxReason, true)
	bad = append(bad, personalText("reason", out.Reason)...)
	if c.Text != "" {
		bad = append(bad, d.correctText(out, c, before)...)
	} else {
		bad = append(bad, d.correctFigure(out, c, before)...)
	}
	if len(bad) == 0 && out.New == out.Old {
		bad = append(bad, fault.Field{Path: "new", Key: "publication.same_value"})
	}
	return fault.Violations(bad)
}

// correctFigure settles a figure of a unit: what was printed last is known.
func (d *desk) correctFigure(out *Correction, c Change, before []Correction) []fault.Field {
	was, place, ok := d.b.Content.Figure(c.Unit, c.Measure, c.Line)
	if !ok {
		return []fault.Field{{Path: "measure", Key: "publication.unknown_figure"}}
	}
	out.Place, out.Path, out.Old = place, strings.TrimSuffix(c.Unit+"/"+c.Measure+"/"+c.Line, "/"), was.Kind.Format(was.N)
	for _, b := range before {
		if b.Path == out.Path {
			out.Old = b.New
		}
	}
	n, err := was.Kind.Parse(c.New)
	if err != nil || n < 0 {
		return []fault.Field{{Path: "new", Key: "report.not_number", Args: []any{c.New}}}
	}
	out.New = was.Kind.Format(n)
	return nil
}

// correctText settles words in one of the bulletin's own texts.
func (d *desk) correctText(out *Correction, c Change, before []Correction) []fault.Field {
	place, text, ok := d.text(c.Text)
	if !ok {
		return []fault.Field{{Path: "text", Key: "publication.unknown_place"}}
	}
	out.Place, out.Path, out.Old, out.New = place, c.Text, clean(c.Old), clean(c.New)
	bad := append(bounds("old", out.Old, maxReason, true), bounds("new", out.New, maxReason, true)...)
	printed := strings.Contains(text, out.Old)
	for _, b := range before {
		printed = printed || b.Path == out.Path && strings.Contains(b.New, out.Old)
	}
	if len(bad) == 0 && !printed {
		bad = append(bad, fault.Field{Path: "old", Key: "publication.words_not_there"})
	}
	return append(bad, personalText("new", out.New)...)
}

// text returns one of the bulletin's own texts with the words for its place.
func (d *desk) text(name string) (place, text string, ok bool) {
	switch name {
	case "title":
		return "标题", d.b.Title, true
	case "note":
		return "按语", d.b.Note, d.b.Note != ""
	}
	for i, p := range d.b.Practices {
		if name == content.PracticeID(i) {
			return p.Unit + " 典型做法", p.Text, true
		}
	}
	return "", "", false
}

package publication

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/document"
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
	spot, unknown := d.spot(c, before)
	if unknown == nil {
		bad = append(bad, settle(out, spot, c)...)
	}
	bad = append(bad, unknown...)
	if len(bad) == 0 && out.New == out.Old {
		bad = append(bad, fault.Field{Path: "new", Key: "publication.same_value"})
	}
	return fault.Violations(bad)
}

// Spots lists what may be corrected in an issued paper, in reading order, as it
// reads after the corrections made by now, the oldest first.
func Spots(d document.Document, made []Correction) []content.Spot {
	all := content.Spots(d)
	for _, c := range made {
		if i := slices.IndexFunc(all, func(s content.Spot) bool { return s.Path == c.Path }); i >= 0 {
			all[i].Text = strings.Replace(all[i].Text, c.Old, c.New, 1)
		}
	}
	return all
}

// spot finds the place of the paper that a change names.
func (d *desk) spot(c Change, before []Correction) (content.Spot, []fault.Field) {
	at, unknown := c.Text, fault.Field{Path: "text", Key: "publication.unknown_place"}
	if at == "" {
		at, unknown = d.b.Content.Address(d.b.Document, c.Unit, c.Measure, c.Line), fault.Field{Path: "measure", Key: "publication.unknown_figure"}
	}
	all := Spots(d.b.Document, before)
	i := slices.IndexFunc(all, func(s content.Spot) bool { return s.Path == at })
	if i < 0 || c.Text == "" && all[i].Figure == nil {
		return content.Spot{}, []fault.Field{unknown}
	}
	return all[i], nil
}

// settle takes down what was printed at the spot and what is right: of a figure
// the whole of it, of a text the words that are wrong, all of them where none
// are named.
func settle(out *Correction, s content.Spot, c Change) []fault.Field {
	out.Place, out.Path, out.Old, out.New = s.Place, s.Path, cmp.Or(clean(c.Old), s.Text), clean(c.New)
	if s.Figure != nil {
		n, err := s.Figure.Parse(out.New)
		if err != nil || n < 0 {
			return []fault.Field{{Path: "new", Key: "report.not_number", Args: []any{c.New}}}
		}
		out.New = s.Figure.Format(n)
	}
	bad := append(bounds("old", out.Old, maxReason, true), bounds("new", out.New, maxReason, true)...)
	if there := strings.Contains(s.Text, out.Old); len(bad) == 0 && (!there || s.Figure != nil && out.Old != s.Text) {
		bad = append(bad, fault.Field{Path: "old", Key: "publication.words_not_there"})
	}
	if s.Figure == nil {
		bad = append(bad, personalText("new", out.New)...)
	}
	return bad
}

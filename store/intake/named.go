package intake

import (
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// entitled is an entry with what it was asked by.
type entitled struct {
	id       ledger.EntryID
	register string
	unit     organisation.UnitID
	title    string
	same     string
}

func entitledRefs(e *entitled) []any { return []any{&e.id, &e.register, &e.unit, &e.title, &e.same} }

func (e entitled) named(texts ...string) intake.Named {
	return intake.Named{ID: e.id, Register: e.register, Unit: e.unit, Texts: texts}
}

// within adds that an entry e is one of the campaign or stands over all of them,
// in one of the registers, and was not withdrawn.
func within(w *sqltx.Where, of ledger.Entry, registers []string) {
	w.And("e.root_id = ?", string(of.Root))
	w.And("e.campaign_id IN ('', ?)", string(of.Campaign))
	list := make([]any, len(registers))
	for i, r := range registers {
		list[i] = r
	}
	w.And("e.register IN ("+sqltx.Marks(len(list))+")", list...)
	w.And("e.state <> 'withdrawn'")
}

// EntriesEntitled returns the entries that are called so: by title, by the code
// that makes them the one they are, or by the name of the person they are about.
func (q Intakes) EntriesEntitled(of ledger.Entry, registers, titles []string) (out []intake.Named, err error) {
	for _, column := range []string{"e.title", "e.same_as"} {
		err := person.InParts(titles, func(list string, args []any) error {
			var w sqltx.Where
			within(&w, of, registers)
			w.And(column+" IN ("+list+")", args...)
			w.And(column + " <> ''")
			found, err := sqltx.All(q.Tx, entitledRefs, "SELECT e.id, e.register, e.unit_id, e.title, e.same_as FROM entry e "+w.String()+" ORDER BY e.id", w.Args...)
			for _, e := range found {
				out = append(out, e.named(e.title, e.same))
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return q.entitledPersons(of, registers, titles, out)
}

// entitledPersons adds the entries about persons who are called so.
func (q Intakes) entitledPersons(of ledger.Entry, registers, names []string, out []intake.Named) ([]intake.Named, error) {
	byMark, marks := map[string]string{}, make([]string, len(names))
	for i, t := range names {
		marks[i] = person.NameMark(q.Ledgers.Secrets, t)
		byMark[marks[i]] = t
	}
	called, err := person.Marked(q.Tx, "name_mark", marks)
	if err != nil {
		return nil, err
	}
	about, err := q.Ledgers.AboutPersons(slices.Sorted(maps.Keys(called)))
	for _, e := range about {
		if e.Root == of.Root && (e.Campaign == "" || e.Campaign == of.Campaign) && slices.Contains(registers, e.Register) {
			out = append(out, intake.Named{ID: e.ID, Register: e.Register, Unit: e.Unit, Texts: []string{byMark[called[string(e.Person)]]}})
		}
	}
	return out, err
}

// EntryTitles lists what entries of some registers are called, up to a number;
// those about persons are not among them.
func (q Intakes) EntryTitles(of ledger.Entry, registers []string, limit int) ([]intake.Named, error) {
	var w sqltx.Where
	within(&w, of, registers)
	w.And("e.title <> ''")
	end := w.Bind(" ORDER BY e.title, e.id LIMIT ?", limit)
	found, err := sqltx.All(q.Tx, entitledRefs, "SELECT e.id, e.register, e.unit_id, e.title, e.same_as FROM entry e "+w.String()+end, w.Args...)
	out := make([]intake.Named, len(found))
	for i, e := range found {
		out[i] = e.named(e.title, e.same)
	}
	return out, err
}

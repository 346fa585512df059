package derive

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// courses writes the texts that have a line for each entry under way (项目进度,
// P-58): what was last recorded of it, or that there is nothing new. The entries
// of the period are in their cells already.
func (f *filling) courses(spots []spot) error {
	for _, at := range spots {
		if at.of == nil || at.of.Each == "" {
			continue
		}
		if err := f.course(at); err != nil {
			return err
		}
	}
	return nil
}

func (f *filling) course(at spot) error {
	shape, _ := register.ShapeOf(at.of.Register)
	to, _ := shape.Field(at.of.Each)
	under, err := f.within(lot{registers: to.To, stock: true})
	if err != nil {
		return err
	}
	cell, last := f.out.Cells[at.cell], map[string]ledger.Entry{}
	fresh := map[ledger.EntryID]bool{}
	for _, p := range cell.Parts {
		fresh[p.ID] = true
	}
	if len(under) > 0 {
		if last, err = f.last(at.of); err != nil {
			return err
		}
	}
	var lines []string
	for _, e := range under {
		cell.Parts = append(cell.Parts, Part{Entry: e})
		step, told := last[string(e.ID)]
		lines = append(lines, e.Title+"："+stepLine(shape, at.of.Still, step, told, fresh[step.ID]))
	}
	cell.Text = fitting(lines, int(at.field.Max))
	f.out.Cells[at.cell], f.out.Used = cell, f.out.Used || len(under) > 0
	return nil
}

// last returns the newest entry of a source for each one that it is about, up to
// the end of the window.
func (f *filling) last(of *register.Source) (map[string]ledger.Entry, error) {
	w := f.out.Window
	all, err := f.tx.Within(Reach{Campaign: f.c.Running.ID, Registers: []string{of.Register}, Unit: f.c.Item.Unit, To: w.Through})
	out := map[string]ledger.Entry{}
	for _, e := range all {
		if Meets(e, of.Where) && (w.Until.IsZero() || !e.Counted.After(w.Until)) {
			out[e.Values[of.Each]] = e // the oldest first
		}
	}
	return out, err
}

// maxStep is how many characters of a step a line holds.
const maxStep = 120

// stepLine says how far something is: the words of its last step of the period,
// or that there was none, with the last one before.
func stepLine(shape register.Shape, still string, step ledger.Entry, told, fresh bool) string {
	switch {
	case !told:
		return still
	case fresh:
		return monthDay(step) + strings.TrimRight(clip(wordsOf(shape, step), maxStep), "。") + share(shape, step, "（", "）")
	}
	return still + "（" + monthDay(step) + share(shape, step, "：", "") + "）"
}

// share says how much of it is done, "" where that was not recorded.
func share(shape register.Shape, e ledger.Entry, before, after string) string {
	at := slices.IndexFunc(shape.Fields, func(fd register.Field) bool { return fd.Level })
	if at < 0 || e.Values[shape.Fields[at].ID] == "" {
		return ""
	}
	return before + "完成" + e.Values[shape.Fields[at].ID] + "%" + after
}

// wordsOf is the text that an entry is recorded for.
func wordsOf(shape register.Shape, e ledger.Entry) string {
	for _, fd := range shape.Fields {
		if fd.Type == register.LongText && fd.Required {
			return strings.Join(strings.Fields(e.Values[fd.ID]), " ")
		}
	}
	return ""
}

// monthDay is the day of an entry without its year.
func monthDay(e ledger.Entry) string {
	_, day, _ := strings.Cut(e.On.Chinese(), "年")
	return day
}

// fitting joins lines, as many as a field takes.
func fitting(lines []string, most int) string {
	length := 0
	for i, line := range lines {
		if length += len([]rune(line)) + 1; most > 0 && length > most {
			return strings.Join(lines[:i], "\n")
		}
	}
	return strings.Join(lines, "\n")
}

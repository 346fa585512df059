package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// Every fault is named at the cell in which it stands, all at once.
func TestEachFaultAtItsCell(t *testing.T) {
	e := september(t)
	b, file := typed(t, e, stage.Monthly())
	at := func(cell string) place { return cellOf(t, b, file, cell) }
	want := map[string]string{}
	file = edited(t, file, func(f *excelize.File) error {
		put := func(cell string, value any, key string) error {
			p := at(cell)
			want[p.String()] = key
			return f.SetCellValue(p.sheet, CellName(p.column, p.row), value)
		}
		label := at("figures/skill/projects")
		want["助力脱贫攻坚月报!B"+CellName(1, label.row)[1:]] = "sheet.label"
		formula := at("figures/pairing/projects")
		want[formula.String()] = "sheet.no_result"
		return inTurn(
			func() error { return put("figures/skill/projects", "四个", "report.not_number") },
			func() error { return put("figures/skill/sessions", 1.5, "report.not_whole") },
			func() error { return put("figures/skill/households", 1e17, "report.too_large") },
			func() error { return put("figures/industry/funds_union", -1, "report.below") },
			func() error { return put("figures/industry/households", 99999, "report.check") },
			func() error { return put("texts/progress", "", "fault.required") },
			func() error { return put("texts/results", strings.Repeat("长", 3001), "report.too_long") },
			func() error { return f.SetCellValue(label.sheet, CellName(labelColumn, label.row), "技能") },
			func() error { return f.SetCellFormula(formula.sheet, CellName(formula.column, formula.row), "1+1") },
		)
	})
	r, err := b.Read(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, p := range r.Problems {
		got[p.Path] = p.Key
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if r.Found[at("figures/skill/projects").String()] != "四个" {
		t.Errorf("found %v", r.Found)
	}
}

// What people and programs do to a number or a day is read as they mean it.
func TestTolerance(t *testing.T) {
	s := stage.One(t)
	s.At("2018-06-15 10:00")
	e := opened(s, "yexian", "plan-and-tables", "once", "basic-summary")
	b, file := made(t, e)
	file = edited(t, file, func(f *excelize.File) error {
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		if err != nil {
			return err
		}
		set := func(cell string, value any) func() error {
			p := cellOf(t, b, file, cell)
			return func() error { return f.SetCellValue(p.sheet, CellName(p.column, p.row), value) }
		}
		styled := cellOf(t, b, file, "inputs/projects")
		const table, other = "定点扶贫村", "工会系统定点扶贫基本情况汇总表"
		return inTurn(
			set("honourees/national", " １，６５２ "), set("honourees/provincial", "1,234"), set("honourees/municipal", "3\u00a0"), set("honourees/county", 7.0),
			set("honourees/joining", 0), set("inputs/by_union", 0.1+0.2), set("inputs/by_unit", "3.200001"), set("inputs/projects", 12),
			func() error {
				return f.SetCellStyle(other, CellName(styled.column, styled.row), CellName(styled.column, styled.row), percent)
			},
			set("contact/filled_by", 13800000000), set("contact/filled_on", 43266.75),
			func() error {
				return f.SetSheetRow(table, "C9", &[]any{"常村镇府君庙村", 61, "２１３", "李四"})
			},
			func() error { return f.SetSheetRow(table, "C30", &[]any{"夏李乡董湖村", "1", "2"}) },
			func() error { return f.InsertRows(table, 9, 3) },
			func() error { return f.MoveSheet(other, table) },
		)
	})
	r, err := b.Read(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if r.Err() != nil {
		t.Errorf("wrong: %v", r.Err())
	}
	want := map[string]string{
		"honourees/national": "1652", "honourees/provincial": "1234", "honourees/municipal": "3", "honourees/county": "7", "honourees/joining": "0",
		"inputs/by_union": "300000", "inputs/by_unit": "3200001", "inputs/projects": "12", "contact/filled_by": "13800000000", "contact/filled_on": "2018-06-15",
		"villages/r1/village": "常村镇府君庙村", "villages/r1/households": "61", "villages/r1/persons": "213", "villages/r1/first_secretary": "李四",
		"villages/r2/village": "夏李乡董湖村", "villages/r2/households": "1", "villages/r2/persons": "2",
	}
	if diff := cmp.Diff(want, canonical(e, r)); diff != "" {
		t.Error(diff)
	}
}

func TestMark(t *testing.T) {
	e := september(t)
	b, right := typed(t, e, stage.Monthly())
	at := cellOf(t, b, right, "figures/skill/projects")
	cell := CellName(at.column, at.row)
	wrong := edited(t, right, func(f *excelize.File) error { return f.SetCellValue(at.sheet, cell, "四个") })
	marked, err := b.Mark(t.Context(), wrong, []locale.Violation{{Path: at.String(), Message: "不是数字"}})
	if err != nil {
		t.Fatal(err)
	}
	look := func(file []byte) (colour, note string) {
		_ = edited(t, file, func(f *excelize.File) error {
			id, err := f.GetCellStyle(at.sheet, cell)
			if err != nil {
				return err
			}
			style, err := f.GetStyle(id)
			if err != nil {
				return err
			}
			notes, err := f.GetComments(at.sheet)
			for _, n := range notes {
				if n.Cell == cell {
					for _, run := range n.Paragraph {
						note += run.Text
					}
				}
			}
			colour = style.Fill.Color[0]
			return err
		})
		return colour, note
	}
	if colour, note := look(marked); !strings.HasSuffix(colour, wrongColour) || !strings.Contains(note, "不是数字") {
		t.Errorf("the cell is %s with the note %q", colour, note)
	}
	mended := edited(t, marked, func(f *excelize.File) error { return f.SetCellValue(at.sheet, cell, 4) })
	r, err := b.Read(t.Context(), mended)
	if err != nil || r.Err() != nil {
		t.Fatalf("%v, %v", err, r.Err())
	}
	again, err := b.Mark(t.Context(), mended, nil)
	if err != nil {
		t.Fatal(err)
	}
	if colour, note := look(again); !strings.HasSuffix(colour, inputColour) || note != "" {
		t.Errorf("after the next check the cell is %s with the note %q", colour, note)
	}
}

// noteAt returns what is noted at a cell.
func noteAt(t *testing.T, file []byte, name, cell string) (note string) {
	t.Helper()
	_ = edited(t, file, func(f *excelize.File) error {
		notes, err := f.GetComments(name)
		for _, n := range notes {
			if n.Cell != cell {
				continue
			}
			for _, run := range n.Paragraph {
				note += run.Text
			}
		}
		return err
	})
	return note
}

// What has no cell is told at the title of the first sheet that is seen.
func TestMarkOfAMissingSheet(t *testing.T) {
	b, file := made(t, bareEntry(t, "basic-summary"))
	const kept, gone = "工会系统定点扶贫基本情况汇总表", "定点扶贫村"
	file = edited(t, file, func(f *excelize.File) error { return f.DeleteSheet(gone) })
	r, err := b.Read(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	_, wrong := locale.New(locale.ZhCN).Fault(r.Err())
	marked, err := b.Mark(t.Context(), file, append(wrong, locale.Violation{Path: "无此表!C7", Message: "另一处"}))
	if err != nil {
		t.Fatal(err)
	}
	if note := noteAt(t, marked, kept, "B1"); !strings.Contains(note, "缺少“"+gone) || !strings.Contains(note, "另一处") {
		t.Errorf("the title says %q", note)
	}
	again, err := b.Mark(t.Context(), marked, nil)
	if note := noteAt(t, again, kept, "B1"); err != nil || note != "" {
		t.Errorf("after the next check it says %q, %v", note, err)
	}
}

// The first problems are marked, and how many there are is told.
func TestMarkOfVeryMany(t *testing.T) {
	b, file := made(t, bareEntry(t, "task-breakdown"))
	name := b.leaves[0].name
	var wrong []locale.Violation
	for i := range 4 * MaxMarks {
		wrong = append(wrong, locale.Violation{Path: name + "!" + CellName(firstColumn+i%4, 10+i/4), Message: "错"})
	}
	marked, err := b.Mark(t.Context(), file, wrong)
	if err != nil {
		t.Fatal(err)
	}
	if note := noteAt(t, marked, name, "B1"); note != "共 800 处问题，只标出前 200 处，改正后再核对其余" {
		t.Errorf("the title says %q", note)
	}
	for cell, want := range map[string]string{CellName(firstColumn+3, 10+49): "错", CellName(firstColumn, 10+50): ""} {
		if got := noteAt(t, marked, name, cell); got != want {
			t.Errorf("%s says %q", cell, got)
		}
	}
}

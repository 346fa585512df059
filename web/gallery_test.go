package web

import (
	"fmt"
	"strings"
	"time"
)

// sunday is a civil date as the calendar makes them.
type sunday struct{}

func (sunday) IsZero() bool { return false }
func (sunday) In(zone *time.Location) time.Time {
	return time.Date(2018, time.September, 30, 0, 0, 0, 0, zone)
}

type entryMeasure struct {
	Name, Unit, Total, Sum string
	Decimals               int
}

type entryCell struct{ Address, Label, Text, Before string }

type entryLine struct {
	Name  string
	Cells []entryCell
}

type entryPage struct {
	SaveURL  string
	Due      sunday
	Measures []entryMeasure
	Lines    []entryLine
}

func newEntryPage() entryPage {
	p := entryPage{SaveURL: "/save", Measures: []entryMeasure{
		{Name: "在建项目", Unit: "个"}, {Name: "工会投入", Unit: "万元", Decimals: 2},
		{Name: "社会投入", Unit: "万元", Decimals: 2}, {Name: "开展活动", Unit: "场次"},
		{Name: "受益", Unit: "人次"}, {Name: "受益", Unit: "户数"}, {Name: "参与劳模", Unit: "人"},
	}}
	for row, name := range []string{"技能扶贫", "产业扶贫", "项目扶贫", "就业扶贫", "结对扶贫", "智力扶贫", "集体扶贫"} {
		line := entryLine{Name: name}
		for col, m := range p.Measures {
			text := fmt.Sprint(row + col)
			if m.Decimals > 0 {
				text = fmt.Sprintf("%d.%02d", row, 0)
				if col == 2 {
					text = map[bool]string{true: "2.00", false: "3.00"}[row == 6]
				}
			}
			line.Cells = append(line.Cells, entryCell{fmt.Sprintf("figures/%d/%d", row, col), name + " " + m.Name, text, text})
		}
		p.Lines = append(p.Lines, line)
	}
	for col := range p.Measures[:5] {
		var sum []string
		for row := range p.Lines {
			sum = append(sum, fmt.Sprintf("figures/%d/%d", row, col))
		}
		p.Measures[col].Sum, p.Measures[col].Total = strings.Join(sum, " "), fmt.Sprintf("total/%d", col)
	}
	return p
}

type matrixRow struct {
	Unit   string
	States []string
}

type matrixPage struct {
	Months, States []string
	Rows           []matrixRow
	Pager          Pager
}

func newMatrixPage() matrixPage {
	p := matrixPage{
		Months: []string{"6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		States: []string{"sent", "late", "missing", "returned", "draft", "open", "awaiting", "excused", "not_open", "supplementary", "accepted"},
		Pager:  Pager{Previous: "?before=a", Next: "?after=b", Shown: 50},
	}
	for i, unit := range []string{"叶县总工会", "鲁山县总工会", "宝丰县总工会", "郏县总工会", "汝州市总工会", "舞钢市总工会"} {
		row := matrixRow{Unit: unit}
		for j := range p.Months {
			row.States = append(row.States, p.States[(i+j)%len(p.States)])
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

type planClause struct {
	At, ID, Asks string
	Bar          Bar
}

type planPage struct{ Clauses []planClause }

func newPlanPage() planPage {
	return planPage{Clauses: []planClause{
		{"四(三)", "P-57", "每月最后一个工作日前报送项目进度、成果、典型做法和经验。", NewBar("已报 29，退回 2，共 42", 42, 29, 0, 2)},
		{"四(二)", "P-55", "每季度召开一次专题会议。", NewBar("已开 29，共 43", 43, 29)},
	}}
}

package register

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Most is how many entries of a register may stand in a state at a time, over
// the whole campaign. Where the plan gives no number («一批»), it is open until
// a body decides it and signs for it (P-11).
type Most struct {
	State   string
	Number  int // 0: not decided (未定)
	Word    string
	By      string // the body that decided the number, "" where the plan itself gives it
	On      calendar.Date
	Reading string // that says how the number is settled, or ""
	Clause  string
}

// most reads «{state: named, number: open, word: 一批, reading: N-P12, clause:
// P-11}», and with a number that the plan's word does not give «by» and «on».
func most(p source.Place, shape Shape) *Most {
	if !p.Given() {
		return nil
	}
	rec := p.Record("state", "number", "word", "by", "on", "reading", "clause")
	m := &Most{
		State: oneOf(rec.Need("state"), statesOf(shape), "状态", "state"), Word: rec.At("word").Text(),
		By: rec.At("by").Cite(source.Body), On: rec.At("on").Date(),
		Reading: rec.At("reading").Cite(source.Reading), Clause: rec.Need("clause").Cite(source.Clause),
	}
	number := rec.Need("number")
	if number.Text() != "open" {
		if m.Number = int(number.Whole()); number.Given() && m.Number < 1 {
			number.Bad(source.BadValue, number.Text(), "不小于 1 的整数或 open", "a whole number from 1, or open")
		}
	}
	if signed := m.By != "" && !m.On.IsZero(); signed != (m.Number > 0 && m.Word != "") {
		number.Bad(notDecided, m.Word)
	}
	return m
}

// Most says how many there may be: «未定（原文：一批）».
func (w Words) Most(m Most) string {
	switch {
	case m.Number == 0:
		return w.either("未定", "not decided") + wrap(w.either("（原文：", " (the text: "), m.Word, w.either("）", ")"))
	case m.Word == "":
		return strconv.Itoa(m.Number)
	}
	return strconv.Itoa(m.Number) + w.either("（原文：", " (the text: ") + m.Word + w.either("；", "; ") + m.On.String() + w.either(" 决定）", ")")
}

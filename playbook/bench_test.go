package playbook

import (
	"fmt"
	"strings"
	"testing"
)

// large writes a right playbook of about 2,000 lines: clauses, each with an
// obligation and a form of its own.
func large(t testing.TB) string {
	t.Helper()
	var clauses, forms, obligations strings.Builder
	for i := range 90 {
		fmt.Fprintf(&clauses, "  L-%d: {at: 四/%d, words: [第%d项, 结束], asks: 第%d项工作}\n", i, i, i, i)
		fmt.Fprintf(&forms, `  form-%d:
    title: 表%d
    clause: L-%d
    sections:
      figures: {title: 数据, rows: lines, measures: [trained, homes]}
      notes:
        title: 情况
        fields:
          text: {label: 情况, type: long_text, required: yes, max: 3000}
          kind: {label: 类别, options: {a: 甲, b: 乙}}
`, i, i, i)
		fmt.Fprintf(&obligations, `  work-%d:
    title: 第%d项工作
    clause: L-%d
    of: units
    every: quarter
    from: 2018Q3
    forms: form-%d
    to: office
    due: workday 5 of next quarter 09:00
    nil:
      idle: 未开展
`, i, i, i, i)
	}
	src := small(t)
	src = strings.Replace(src, "clauses:\n", "clauses:\n"+clauses.String(), 1)
	src = strings.Replace(src, "\nforms:\n", "\nforms:\n"+forms.String(), 1)
	return strings.Replace(src, "\nobligations:\n", "\nobligations:\n"+obligations.String(), 1)
}

// BenchmarkParse reads and checks a playbook of 2,000 lines.
func BenchmarkParse(b *testing.B) {
	src := []byte(large(b))
	for b.Loop() {
		if _, _, err := Parse("large.yaml", src); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(strings.Count(string(src), "\n")), "lines")
}

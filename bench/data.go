package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// seed makes the data of every run the same.
const seed = 20251121

// measures is how many whole numbers the benchmark's monthly form has.
const measures = 20

// playbookText is the campaign of data S: one monthly form of 20 whole numbers
// and 3 texts, for the twelve months of 2025.
func playbookText() string {
	var b strings.Builder
	b.WriteString(`playbook: xianfeng/1
id: bench-s
title: 基准活动
short: 基准
period: 2025-01-01..2025-12-31
timezone: Asia/Shanghai
document: {kind: 通知, title: 基准活动的通知, issuers: [基准市总工会], number: , issued: , clauses: [B-1]}
clauses:
  B-1: {at: 一, words: [每月报], asks: 每月报送}
bodies:
  office: {name: 办公室, kind: office, clauses: [B-1]}
audience: {categories: [industry], clause: B-1}
measures:
`)
	for i := range measures {
		fmt.Fprintf(&b, "  m%02d: {name: 指标%d, kind: count, over_time: flow, over_units: sum, over_lines: sum, clause: B-1}\n", i, i)
	}
	b.WriteString("forms:\n  monthly:\n    title: 月报\n    clause: B-1\n    sections:\n      figures:\n        title: 数据\n        clause: B-1\n        fields:\n")
	for i := range measures {
		fmt.Fprintf(&b, "          m%02d: {label: 指标%d, measure: m%02d}\n", i, i, i)
	}
	b.WriteString(`      texts:
        title: 情况
        clause: B-1
        fields:
          a: {label: 进度, type: long_text, max: 3000}
          b: {label: 成果, type: long_text, max: 3000}
          c: {label: 做法, type: long_text, max: 3000}
obligations:
  monthly:
    title: 月报
    clause: B-1
    of: units
    forms: monthly
    to: office
    every: month
    from: 2025-01
    until: 2025-12
    due: last workday of month
`)
	return b.String()
}

// content is what a unit fills in: 20 whole numbers and 3 texts of some 250
// characters.
func content(dice *rand.Rand) map[string]string {
	cells := map[string]string{}
	for i := range measures {
		cells[fmt.Sprintf("figures/m%02d", i)] = fmt.Sprint(dice.IntN(1000))
	}
	for _, field := range []string{"a", "b", "c"} {
		cells["texts/"+field] = strings.Repeat("本月完成大棚建设并培训农户", 18+dice.IntN(4))
	}
	return cells
}

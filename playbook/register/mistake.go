package register

import "github.com/xianfeng-oss/xianfeng/playbook/source"

var (
	notAdded     = source.Mistake{Code: "not_added", Chinese: "“%[1]s”不是“%[2]s”的数字栏，不能相加", English: "%[1]q is no number of %[2]q and cannot be added"}
	notCounted   = source.Mistake{Code: "not_counted", Chinese: "“%[1]s”不是“%[2]s”中所记的人、单位或台账条目，不能去重计数", English: "%[1]q names no person, unit or entry in %[2]q and cannot be counted once each"}
	unlikeSource = source.Mistake{Code: "unlike_source", Chinese: "“%[1]s”得出的是%[2]s，这里要的是%[4]s：人数、人次、户数、场次、金额各不相同", English: "%[1]q gives %[3]s where %[5]s are wanted: persons, person-times, households, sessions and money are never the same"}
	adding       = source.Mistake{Code: "adding", Chinese: "“%[1]s”去重计数，各期不能相加：over_time 写 distinct", English: "%[1]q counts each once, which never adds over time: write «over_time: distinct»"}
	oneDay       = source.Mistake{Code: "one_day", Chinese: "“%[1]s”的条目只属于某一天，期末没有存量：over_time 不能写 stock", English: "the entries of %[1]q are of one day and nothing of them stands at the end of a period: no «over_time: stock»"}
	onlyText     = source.Mistake{Code: "only_text", Chinese: "“%[1]s”只用于文字栏", English: "%[1]q is for texts alone"}
	noAmount     = source.Mistake{Code: "no_amount", Chinese: "文字栏只列条目的名称，不写“%[1]s”", English: "a text lists the names of entries; «%[1]s» has no meaning there"}
	notChosen    = source.Mistake{Code: "not_chosen", Chinese: "“%[1]s”不是“%[2]s”的选择栏", English: "%[1]q is no choice of %[2]q"}
	leftOut      = source.Mistake{Code: "left_out", Chinese: "“%[1]s”已在 leaves 中略去，这里不能再用", English: "%[1]q is left out under «leaves» and cannot be used here"}
	notLinked    = source.Mistake{Code: "not_linked", Chinese: "“%[1]s”没有指向“%[2]s”的栏目", English: "%[1]q has no field that points to %[2]q"}
	notUnits     = source.Mistake{Code: "not_units", Chinese: "“%[1]s”不是“%[2]s”的单位栏", English: "%[1]q names no units in %[2]q"}
	notCounting  = source.Mistake{Code: "not_counting", Chinese: "处于“%[1]s”的条目不计入数据，不能算作完成", English: "entries in the state %[1]q are in no figure and fulfil no quota"}
	noFirst      = source.Mistake{Code: "no_first", Chinese: "释义“%[1]s”没有给出首年", English: "the reading %[1]q gives no first year"}
	eachAndLacks = source.Mistake{Code: "each_and_lacks", Chinese: "each 和 lacks 只写一个", English: "write «each» or «lacks», not both"}
	notDecided   = source.Mistake{Code: "not_decided", Chinese: "原文写“%[1]s”、没有数目的：未定写 number: open；定了的写数目，并写 by 和 on（谁、何时决定）", English: "the text says %[1]q and gives no number: write «number: open», or the number with «by» and «on» of the decision"}
	noLines      = source.Mistake{Code: "no_lines", Chinese: "“%[1]s”不按专项记录，或已写 each、lacks，不能写 lines", English: "%[1]q has no action line, or «each» or «lacks» is given: no «lines»"}
	twicePrior   = source.Mistake{Code: "twice_prior", Chinese: "“%[1]s”已经写过", English: "%[1]q is wanted twice"}
	twiceLine    = source.Mistake{Code: "twice_line", Chinese: "%[1]s已有脱贫标准", English: "there is a line for %[1]s already"}
	paceOrder    = source.Mistake{Code: "pace_order", Chinese: "红牌（%[1]s）应低于黄牌（%[2]s）", English: "red (%[1]s) should lie below yellow (%[2]s)"}
)

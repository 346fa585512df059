package award

import "github.com/xianfeng-oss/xianfeng/playbook/source"

var (
	stepLate     = source.Mistake{Code: "step_late", Chinese: "“%[1]s”排在审定之后，永远不会办到", English: "%[1]q stands after the approval and never comes"}
	noMedium     = source.Mistake{Code: "no_medium", Chinese: "“%[1]s”既不报纸质（copies）也不报电子版（electronic）", English: "%[1]q is handed in neither on paper (copies) nor electronically"}
	awaitedItems = source.Mistake{Code: "awaited_items", Chinese: "“%[1]s”的办法另发（method: awaited），先不写分值", English: "the method of %[1]q is issued later («method: awaited»), so it has no points yet"}
	wrongSum     = source.Mistake{Code: "wrong_sum", Chinese: "“%[1]s”各项合计 %[2]d 分，应为 %[3]d 分", English: "the items of %[1]q add up to %[2]d, not to %[3]d"}
	wrongShare   = source.Mistake{Code: "wrong_share", Chinese: "“%[1]s”的下限高于上限", English: "the floor of %[1]q lies above its cap"}
	noShare      = source.Mistake{Code: "no_share", Chinese: "“%[1]s”要写下限（at_least）或上限（at_most）", English: "%[1]q needs a floor (at_least) or a cap (at_most)"}
	tiersCross   = source.Mistake{Code: "tiers_cross", Chinese: "规模档“%[1]s”与另一档重叠", English: "the tier %[1]q crosses another"}
	twiceQuota   = source.Mistake{Code: "twice_quota", Chinese: "“%[1]s”已有名额", English: "%[1]q has a quota already"}
)

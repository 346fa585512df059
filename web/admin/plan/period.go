package plan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	typedMonth   = regexp.MustCompile(`^(\d{4}) ?[年./-] ?(\d{1,2}) ?月?$`)
	typedQuarter = regexp.MustCompile(`^(\d{4}) ?[年./-] ?第?([一二三四1-4]) ?季度?$`)
	typedTimes   = regexp.MustCompile(`^第 ?(\d{1,4}) ?次$`)
	quarterOf    = strings.NewReplacer("一", "1", "二", "2", "三", "3", "四", "4")
)

// periodKey returns the key of a period as an office types it: «2020年9月»,
// «2020.9», «2020年第三季度», «2020年», «第3次». What is none of these is
// returned as it is, for it may be a key.
func periodKey(typed string) string {
	typed = strings.TrimSpace(typed)
	if m := typedMonth.FindStringSubmatch(typed); m != nil {
		month, _ := strconv.Atoi(m[2]) // digits
		return fmt.Sprintf("%s-%02d", m[1], month)
	}
	if m := typedQuarter.FindStringSubmatch(typed); m != nil {
		return m[1] + "Q" + quarterOf.Replace(m[2])
	}
	if m := typedTimes.FindStringSubmatch(typed); m != nil {
		n, _ := strconv.Atoi(m[1]) // digits
		return fmt.Sprintf("any-%04d", n)
	}
	if year, found := strings.CutSuffix(typed, "年"); found && len(year) == 4 {
		return year
	}
	return typed
}

package book_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
)

func TestFileNameHoldsNoPersonalNumber(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"九月培训签到表.jpg":               "",
		"IMG_20180928_104100.jpg":   "",
		" ":                         "report.bad_file_name",
		"a/b.pdf":                   "report.bad_file_name",
		"李老四13800138000.jpg":        "ledger.personal_file_name",
		"身份证11010119900307109X.pdf": "ledger.personal_file_name",
	} {
		got := ""
		if bad := book.FileName(name); bad != nil {
			got = bad.Key
		}
		if got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

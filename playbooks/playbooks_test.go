package playbooks_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

func TestX(t *testing.T) {
	src, _ := playbooks.FS.ReadFile("pingdingshan-2018.yaml")
	pb, warn, err := playbook.Parse("pingdingshan-2018.yaml", src)
	for _, w := range warn {
		t.Log(w)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(pb.Clauses), len(pb.Obligations))
}

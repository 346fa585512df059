package admin

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// The plan offers a change at a clause where, and only where, a short form is
// found behind it.
func TestAChangeIsOfferedWhereAFormIs(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Office, "HB", "office")
	plan := s.Get("/plan").Body
	r, err := h.Campaigns.Look(t.Context(), stage.Program, h.Campaign)
	h.Must(err)
	for _, cl := range r.Book.Clauses {
		offered := strings.Contains(plan, `href="/plan/change?clause=`+cl.ID+`"`)
		if found := !strings.Contains(s.Get("/plan/change?clause="+cl.ID).Body, "本条没有可直接修改的项目"); found != offered {
			t.Errorf("%s: a change is offered %t, a form is there %t", cl.ID, offered, found)
		}
	}
}

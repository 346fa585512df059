package publication_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// Sign-off needs the director or a recorded delegate, on the days recorded.
func TestP47TheDirectorOrARecordedDelegateSigns(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-07-05 10:00")
		b := h.compose("2018-06")
		leader := h.named(h.As(people.Leader, "PDS"), "高远")
		for name, who := range map[string]people.Actor{
			"who composed it": h.office, "another clerk": h.clerk,
			"a director by role alone": h.named(h.AsBody(people.OfficeDirector, "PDS", "office"), "钱不任"),
			"the director of another":  h.named(h.AsBody(people.OfficeDirector, "PDS", "leading-group-office"), "孙旁任"),
		} {
			if _, err := h.Bulletins.Sign(ctx, who, b.ID, b.Revision); !fault.Is(err, fault.Forbidden) || !strings.Contains(said(err), "P-47") {
				h.t.Errorf("%s signs: %v", name, err)
			}
		}
		if _, err := h.Bulletins.Sign(ctx, leader, b.ID, b.Revision); !fault.Is(err, fault.NotFound) {
			h.t.Errorf("a leader who may not see the draft signs: %v", err)
		}
		delegate := func(who people.Actor, person people.Actor, from, to, reason string) error {
			return h.Posts.Delegate(ctx, who, h.Campaign, "office-director", person.Person, stage.Date(from), stage.Date(to), reason)
		}
		for name, err := range map[string]error{
			"for oneself":      delegate(h.office, h.office, "2018-07-05", "2018-07-06", "出差"),
			"by a unit":        delegate(h.As(people.Liaison, "yexian"), leader, "2018-07-05", "2018-07-06", "出差"),
			"by another body":  delegate(h.clerk, leader, "2018-07-05", "2018-07-06", "出差"),
			"without a reason": delegate(h.director, leader, "2018-07-05", "2018-07-06", " "),
			"in the past":      delegate(h.director, leader, "2018-07-04", "2018-07-06", "出差"),
			"turned round":     delegate(h.director, leader, "2018-07-06", "2018-07-05", "出差"),
			"of another post":  h.Posts.Delegate(ctx, h.director, h.Campaign, "nobody", leader.Person, stage.Date("2018-07-05"), stage.Date("2018-07-06"), "出差"),
		} {
			if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Forbidden) {
				h.t.Errorf("a delegation %s: %v", name, err)
			}
		}
		h.Must(delegate(h.director, leader, "2018-07-06", "2018-07-09", "赴省里开会"))
		if _, err := h.Bulletins.Sign(ctx, leader, b.ID, b.Revision); !fault.Is(err, fault.NotFound) {
			h.t.Errorf("a day early: %v", err)
		}
		h.At("2018-07-06 00:00")
		b, err := h.Bulletins.Sign(ctx, leader, b.ID, b.Revision)
		h.Must(err)
		if b.Signer != "受办公室主任委托 高远" || b.State != publication.Signed {
			h.t.Errorf("signed %s as %q", b.State, b.Signer)
		}
		b, err = h.Bulletins.TakeBack(ctx, h.director, b.ID, b.Revision, "有一处要改")
		h.Must(err)
		b, err = h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
		h.Must(err)
		if b.Signer != "办公室主任 陈文远" {
			h.t.Errorf("signed as %q", b.Signer)
		}
		h.testEnd(leader)
	})
}

// testEnd ends the delegation and looks at the posts.
func (h *house) testEnd(leader people.Actor) {
	h.t.Helper()
	ctx := h.t.Context()
	delegates := func() []post.Delegate {
		posts, err := h.Posts.List(ctx, h.office, h.Campaign, stage.Date("2018-07-09"))
		h.Must(err)
		for _, p := range posts {
			if p.Post == "office-director" {
				return p.Delegates
			}
		}
		return nil
	}
	d := delegates()
	if len(d) != 1 || d[0].Name != "高远" || d[0].Delegation.Reason != "赴省里开会" || !d[0].Shut {
		h.t.Fatalf("the posts tell %+v", d)
	}
	a, _, err := h.People.Create(ctx, stage.Program, people.NewAccount{Root: h.Root, Login: "gaoyuan", Hash: "none", Person: leader.Person})
	h.Must(err)
	for _, role := range []people.Role{people.Admin, people.Leader} {
		_, err = h.People.Grant(ctx, stage.Program, people.Grant{Account: a.ID, Role: role, Unit: h.Root})
		h.Must(err)
		if shut := delegates()[0].Shut; shut != (role == people.Admin) {
			h.t.Errorf("a delegate with the role %s is shut out: %v", role, shut)
		}
	}
	h.Must(h.Posts.EndDelegation(ctx, h.office, h.Campaign, d[0].Delegation.ID, stage.Date("2018-07-07")))
	if d := delegates(); len(d) != 0 {
		h.t.Errorf("after its end %+v", d)
	}
	h.At("2018-08-06 09:00")
	b := h.compose("2018-07")
	if _, err := h.Bulletins.Sign(ctx, leader, b.ID, b.Revision); !fault.Is(err, fault.NotFound) {
		h.t.Errorf("after its end: %v", err)
	}
}

// A signed bulletin is as it will be printed: nothing in it can be changed
// until the signature is taken back.
func TestP47ASignedBulletinStays(t *testing.T) {
	h := one(t)
	ctx := h.t.Context()
	h.At("2018-07-05 10:00")
	draft := h.compose("2018-06")
	edit := publication.Edit{Revision: draft.Revision, Title: "六月进展"}
	if _, err := h.Bulletins.Issue(ctx, h.office, draft.ID, draft.Revision); !fault.Is(err, fault.Conflict) {
		t.Errorf("issued without a signature: %v", err)
	}
	b, err := h.Bulletins.Edit(ctx, h.office, draft.ID, edit)
	h.Must(err)
	if _, err := h.Bulletins.Sign(ctx, h.director, b.ID, draft.Revision); !fault.Is(err, fault.Stale) {
		t.Errorf("signed over an older revision: %v", err)
	}
	signed, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
	h.Must(err)
	if again, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision); err != nil || again.Revision != signed.Revision {
		t.Errorf("the second click: %v", err)
	}
	edit.Revision = signed.Revision
	for name, err := range map[string]error{
		"compose": second(h.Bulletins.Compose(ctx, h.office, h.Campaign, "bulletin", "2018-06")),
		"edit":    second(h.Bulletins.Edit(ctx, h.office, b.ID, edit)),
		"discard": h.Bulletins.Discard(ctx, h.office, b.ID, signed.Revision),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s of a signed one: %v", name, err)
		}
	}
	if _, err := h.Bulletins.TakeBack(ctx, h.director, b.ID, signed.Revision, " "); !fault.Is(err, fault.Invalid) {
		t.Errorf("taken back without a reason: %v", err)
	}
	back, err := h.Bulletins.TakeBack(ctx, h.director, b.ID, signed.Revision, "数据要核对")
	h.Must(err)
	if back.State != publication.Draft || back.Signer != "" || back.Title != "六月进展" {
		t.Errorf("%+v", back)
	}
	h.Must(h.Bulletins.Discard(ctx, h.office, b.ID, back.Revision))
	if _, err := h.Bulletins.Open(ctx, h.office, b.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("a discarded one opens: %v", err)
	}
	if fresh := h.compose("2018-06"); fresh.ID == b.ID || fresh.Title == "六月进展" {
		t.Errorf("%+v", fresh)
	}
}

// The director signs as long as the post is held: not before, and not after
// somebody else came to it.
func TestP47ThePostIsHeldOnTheDay(t *testing.T) {
	h := one(t)
	ctx := t.Context()
	next := h.named(h.AsBody(people.OfficeDirector, "PDS", "office"), "吴继任")
	h.Must(h.Posts.Appoint(ctx, stage.Program, h.Campaign, "office-director", next.Person, stage.Date("2018-07-10")))
	h.At("2018-07-09 10:00")
	b := h.compose("2018-06")
	if _, err := h.Bulletins.Sign(ctx, next, b.ID, b.Revision); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a day early: %v", err)
	}
	v, err := h.Bulletins.Open(ctx, next, b.ID)
	h.Must(err)
	if v.May.Sign || v.Signs != "" {
		t.Errorf("the page offers %q", v.Signs)
	}
	h.At("2018-07-10 10:00")
	if _, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision); !fault.Is(err, fault.Forbidden) {
		t.Errorf("after the post was left: %v", err)
	}
	if b, err = h.Bulletins.Sign(ctx, next, b.ID, b.Revision); err != nil || b.Signer != "办公室主任 吴继任" {
		t.Errorf("signed as %q, %v", b.Signer, err)
	}
}

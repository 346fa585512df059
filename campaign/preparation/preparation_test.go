package preparation_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/preview"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// office is who may launch at a unit: an account with a grant for every campaign.
func office(s *stage.Stage, code string) people.Actor { return officeOf(s, code, "") }

func officeOf(s *stage.Stage, code string, person organisation.PersonID) people.Actor {
	s.T.Helper()
	ctx := s.T.Context()
	acc, _, err := s.People.Create(ctx, stage.Program, people.NewAccount{Root: s.Root, Login: "office-" + strings.ToLower(code), Person: person, Hash: "none"})
	s.Must(err)
	_, err = s.People.Grant(ctx, stage.Program, people.Grant{Account: acc.ID, Role: people.Office, Unit: s.Unit(code)})
	s.Must(err)
	who, err := s.People.ActorOf(ctx, acc.ID, audit.Origin{Login: acc.Login})
	s.Must(err)
	return who
}

// launched launches a preparation and returns its campaign.
func launched(s *stage.Stage, who people.Actor, p preparation.Preparation) campaign.ID {
	s.T.Helper()
	done, err := s.Preparations.Launch(s.T.Context(), who, p.ID, p.Revision)
	s.Must(err)
	return done.Campaign
}

const second = "第二次助力行动"

// What the steps settle is what the launch makes: title, number, units left
// out, holders of posts, the official document.
func TestStepsBecomeTheCampaign(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, who := t.Context(), office(s, "PDS")
		p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
		s.Must(err)
		p, err = s.Preparations.Describe(ctx, who, p.ID, p.Revision, choice.Heading{Title: second, Number: "平工办【2018】03号", Issued: stage.Date("2018-06-01")})
		s.Must(err)
		p, err = s.Preparations.Attach(ctx, who, p.ID, p.Revision, "通知.txt", []byte("关于开展行动的通知\n\n各县总工会:\n\n一、总体要求\n\n精心组织。\n"))
		s.Must(err)
		p, err = s.Preparations.Address(ctx, who, p.ID, p.Revision, []organisation.Category{organisation.County, organisation.Industry}, []organisation.UnitID{s.Unit("lushan"), s.Unit("gaoxin")})
		s.Must(err)
		chair, err := s.Units.RegisterPerson(ctx, who, organisation.Registration{Unit: s.Root, Name: "赵一"})
		s.Must(err)
		p, err = s.Preparations.Name(ctx, who, p.ID, p.Revision, map[string][]organisation.PersonID{"chair": {chair.ID}})
		s.Must(err)
		want, err := s.Preparations.Preview(ctx, who, p.ID)
		s.Must(err)
		c := launched(s, who, p)
		page, err := s.Campaigns.Duties(ctx, stage.Program, campaign.Filter{Campaign: c})
		s.Must(err)
		if page.Book.Title != second || page.Book.Document.Number != "平工办〔2018〕3号" || page.Title != second || len(page.Items) != want.Duties {
			t.Errorf("launched %q, number %q, %d duties, previewed %d", page.Title, page.Book.Document.Number, len(page.Items), want.Duties)
		}
		if page.Book.ID == "pingdingshan-2018" {
			t.Error("two campaigns of one organiser have one id")
		}
		for _, it := range page.Items {
			if it.Unit == s.Unit("lushan") || it.Unit == s.Unit("gaoxin") || it.Unit == s.Unit("meikuang") {
				t.Fatalf("a unit that was left out owes %s", it.Obligation)
			}
		}
		posts, err := s.Posts.List(ctx, stage.Program, c, stage.Date("2018-07-01"))
		s.Must(err)
		if posts[0].Post != "chair" || posts[0].Holders[0].Name != "赵一" || posts[1].Holders[0].Name != "" {
			t.Errorf("posts: %+v", posts[:2])
		}
		o, err := s.Originals.Read(ctx, stage.Program, c)
		s.Must(err)
		if o.Name != "通知.txt" || o.File == nil {
			t.Errorf("document %q", o.Name)
		}
		if left, err := s.Preparations.List(ctx, who); err != nil || len(left) != 0 {
			t.Errorf("still in preparation: %v, %v", left, err)
		}
		if _, err := s.Preparations.Launch(ctx, who, p.ID, p.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("a second launch: %v", err)
		}
		if v, err := s.Preparations.Look(ctx, who, p.ID); err != nil || v.Campaign != c {
			t.Errorf("the preparation became %q: %v", v.Campaign, err)
		}
	})
}

// A unit that is founded after the launch joins, one that was left out does not.
func TestLaterUnitsJoinAndThoseLeftOutStayOut(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, who := t.Context(), office(s, "PDS")
		p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
		s.Must(err)
		p, err = s.Preparations.Address(ctx, who, p.ID, p.Revision, []organisation.Category{organisation.County}, []organisation.UnitID{s.Unit("lushan")})
		s.Must(err)
		c := launched(s, who, p)
		s.Found("jiaxian", "郏县总工会", organisation.County, "PDS", "")
		_, err = s.Campaigns.Reconcile(ctx, stage.Program, c)
		s.Must(err)
		owes := func(code string) int {
			page, err := s.Campaigns.Duties(ctx, stage.Program, campaign.Filter{Campaign: c, Unit: s.Unit(code)})
			s.Must(err)
			return len(page.Items)
		}
		if owes("jiaxian") == 0 || owes("lushan") != 0 || owes("jiaxian") != owes("yexian") {
			t.Errorf("jiaxian owes %d, lushan %d, yexian %d", owes("jiaxian"), owes("lushan"), owes("yexian"))
		}
	})
}

// Two people on one preparation: who was slower is told, and nothing is
// written over.
func TestSlowerHandIsStale(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, who := t.Context(), office(s, "PDS")
		p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
		s.Must(err)
		_, err = s.Preparations.Describe(ctx, who, p.ID, p.Revision, choice.Heading{Title: second})
		s.Must(err)
		_, err = s.Preparations.Describe(ctx, who, p.ID, p.Revision, choice.Heading{Title: "另一个"})
		if !fault.Is(err, fault.Stale) {
			t.Errorf("described again: %v", err)
		}
		if _, err := s.Preparations.Launch(ctx, who, p.ID, p.Revision); !fault.Is(err, fault.Stale) {
			t.Errorf("launched what was changed: %v", err)
		}
		if err := s.Preparations.Discard(ctx, who, p.ID, p.Revision); !fault.Is(err, fault.Stale) {
			t.Errorf("discarded what was changed: %v", err)
		}
		v, err := s.Preparations.Look(ctx, who, p.ID)
		s.Must(err)
		if v.Title != second || v.Book.Title != second {
			t.Errorf("kept %q", v.Title)
		}
		s.Must(s.Preparations.Discard(ctx, who, p.ID, v.Revision))
		if _, err := s.Preparations.Look(ctx, who, p.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("looked at what was given up: %v", err)
		}
	})
}

// A wrong text is kept with all its mistakes, and holds up the launch until it
// is corrected.
func TestWrongTextIsKeptToBeCorrected(t *testing.T) {
	s := stage.One(t)
	ctx, who := t.Context(), office(s, "PDS")
	p, err := s.Preparations.Upload(ctx, who, s.Root, "方案.yaml", []byte("playbook: xianfeng/1\nid: Wrong Id\n"))
	s.Must(err)
	v, err := s.Preparations.Look(ctx, who, p.ID)
	s.Must(err)
	if v.Ready() || len(v.Problems) < 3 || v.Problems[0].Line == 0 || v.Title != "方案.yaml" {
		t.Errorf("view %q with %d problems", v.Title, len(v.Problems))
	}
	if _, err := s.Preparations.Launch(ctx, who, p.ID, p.Revision); !fault.Is(err, fault.Invalid) {
		t.Errorf("launched: %v", err)
	}
	right, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
	s.Must(err)
	p, err = s.Preparations.Correct(ctx, who, p.ID, p.Revision, []byte(right.Source))
	s.Must(err)
	if v, err = s.Preparations.Look(ctx, who, p.ID); err != nil || !v.Ready() || v.Title == "方案.yaml" {
		t.Errorf("corrected: %v, %q", err, v.Title)
	}
	for _, bad := range []string{"", " \n", "\xff\xfe", "a\x00b"} {
		if _, err := s.Preparations.Upload(ctx, who, s.Root, "x", []byte(bad)); !fault.Is(err, fault.Invalid) {
			t.Errorf("uploaded %q: %v", bad, err)
		}
	}
}

// Who may not launch at a unit learns of no preparation there; a county's
// office launches for the county's own units.
func TestOnlyWhoLaunchesPrepares(t *testing.T) {
	s := stage.One(t)
	ctx, who := t.Context(), office(s, "PDS")
	p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
	s.Must(err)
	county := office(s, "yexian")
	for name, actor := range map[string]people.Actor{
		"liaison":                s.As(people.Liaison, "yexian"),
		"county office":          county,
		"office of one campaign": s.As(people.Office, "PDS"),
	} {
		if _, err := s.Preparations.Look(ctx, actor, p.ID); err == nil {
			t.Errorf("%s reads it", name)
		}
		if err := s.Preparations.Discard(ctx, actor, p.ID, p.Revision); err == nil {
			t.Errorf("%s discards it", name)
		}
		if list, err := s.Preparations.List(ctx, actor); err != nil || len(list) != 0 {
			t.Errorf("%s lists %v, %v", name, list, err)
		}
	}
	mine, err := s.Preparations.Template(ctx, county, s.Unit("yexian"), "pingdingshan-2018")
	s.Must(err)
	mine, err = s.Preparations.Address(ctx, county, mine.ID, mine.Revision, []organisation.Category{organisation.Grassroots}, nil)
	s.Must(err)
	c := launched(s, county, mine)
	page, err := s.Campaigns.Duties(ctx, stage.Program, campaign.Filter{Campaign: c, Unit: s.Unit("xuexiao")})
	if err != nil || len(page.Items) == 0 {
		t.Errorf("the county's unit owes nothing: %v", err)
	}
}

// Every violation of a step is said at its field.
func TestStepsNameWhatIsWrong(t *testing.T) {
	s := stage.One(t)
	ctx, who := t.Context(), office(s, "PDS")
	p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
	s.Must(err)
	paths := func(err error) string {
		var out []string
		for _, f := range fault.From(err).Fields {
			out = append(out, f.Path)
		}
		slices.Sort(out)
		return strings.Join(out, " ")
	}
	_, err = s.Preparations.Describe(ctx, who, p.ID, p.Revision, choice.Heading{Number: "三号"})
	if paths(err) != "number title" {
		t.Errorf("heading: %v", err)
	}
	_, err = s.Preparations.Address(ctx, who, p.ID, p.Revision, []organisation.Category{organisation.Zone}, []organisation.UnitID{s.Unit("gaoxin")})
	if paths(err) != "categories" {
		t.Errorf("nobody is asked: %v", err)
	}
	_, err = s.Preparations.Name(ctx, who, p.ID, p.Revision, map[string][]organisation.PersonID{"chair": {"nobody"}})
	if paths(err) != "chair" {
		t.Errorf("an unknown person: %v", err)
	}
}

// Nobody gives a role to himself by launching.
func TestLauncherNamesNotHimself(t *testing.T) {
	s := stage.One(t)
	ctx := t.Context()
	me, err := s.Units.RegisterPerson(ctx, stage.Program, organisation.Registration{Unit: s.Root, Name: "钱二"})
	s.Must(err)
	who := officeOf(s, "PDS", me.ID)
	p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
	s.Must(err)
	p, err = s.Preparations.Name(ctx, who, p.ID, p.Revision, map[string][]organisation.PersonID{"office-director": {me.ID}})
	s.Must(err)
	if _, err := s.Preparations.Launch(ctx, who, p.ID, p.Revision); !fault.Is(err, fault.Forbidden) {
		t.Errorf("launched: %v", err)
	}
}

// The preview counts what is due on rest days, what is not certain and what is
// past already.
func TestPreviewWarns(t *testing.T) {
	s := stage.One(t)
	s.At("2018-09-28 10:00")
	ctx, who := t.Context(), office(s, "PDS")
	p, err := s.Preparations.Template(ctx, who, s.Root, "pingdingshan-2018")
	s.Must(err)
	v, err := s.Preparations.Preview(ctx, who, p.ID)
	s.Must(err)
	if v.Units != 5 || v.Past == 0 || v.First.Before(stage.Date("2018-09-28")) || len(v.Days) == 0 {
		t.Errorf("preview: %d units, %d past, first %s", v.Units, v.Past, v.First)
	}
	i := slices.IndexFunc(v.Asks, func(a preview.Ask) bool { return a.Obligation.ID == "monthly-report" })
	if a := v.Asks[i]; !a.Even() || a.Units != 5 || a.Periods != 31 || a.First != stage.Date("2018-06-29") || a.Provisional == 0 {
		t.Errorf("monthly report: %+v", a)
	}
}

package admin

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// target is a thing that addresses name, and where it lies as seen from the
// seat of a role.
type target struct {
	name    string
	duty    campaign.DutyID // a sent monthly report
	paper   campaign.DutyID // one that is signed
	receipt campaign.DutyID
	file    paper.AttachmentID
	code    string
	account people.AccountID
	issued  publication.Bulletin   // of the organiser
	entry   ledger.EntryID         // an activity
	human   ledger.EntryID         // an honouree
	proof   ledger.EvidenceID      // a file attached to it
	list    intake.ID              // that was handed in
	prepare preparation.ID         // likewise
	lies    map[people.Role]string // own, below, above, foreign or beyond
}

// seatOf is where the account of each role sits.
var seatOf = map[people.Role]string{
	people.Office: "PDS", people.OfficeDirector: "PDS", people.Leader: "PDS", people.Viewer: "PDS", people.Admin: "PDS",
	people.Liaison: "yexian", people.UnitLeader: "yexian", people.Grassroots: "xuexiao",
}

// partOfPlan puts parts of the plan into addresses that name one.
var partOfPlan = strings.NewReplacer("{post}", "chair", "{reading}", "N-P8", "{edition}", "1",
	"{obligation}", "monthly-report", "{register}", "activities", "{field}", "led_by", "{phase}", "launch", "{body}", "office", "{form}", "progress")

// Every route and method, with every role, on a unit of one's own, on another
// one and on one of another federation: what the permission table says is what
// the pages answer.
func TestEveryRouteHoldsTheTable(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	targets := targetsOf(t, d)
	for _, role := range people.Roles {
		body := ""
		if role.ActsForBody() {
			body = "office"
		}
		s := d.Sit(t, role, seatOf[role], body)
		s.T = t
		for _, r := range d.Routes {
			if r.Act == "" {
				continue
			}
			method, path, _ := strings.Cut(r.Pattern, " ")
			if path = partOfPlan.Replace(path); !strings.Contains(path, "{") {
				check(t, s, method, path, role, expected(r.Act, role, "seat"), "seat")
				continue
			}
			for _, to := range targets {
				lies := to.lies[role]
				if (strings.HasPrefix(string(r.Act), "bulletin.") || r.Act == people.CampaignLaunch) && lies != "beyond" {
					lies = map[bool]string{true: "own", false: "above"}[seatOf[role] == "PDS"]
				}
				want := expected(r.Act, role, lies)
				if r.Pattern == "POST /duties/{id}/bulletin" && !reaches(people.Table[people.DutyRead][role], lies) {
					want = http.StatusNotFound // the organiser's duty itself is nothing they may read
				}
				check(t, s, method, fill(path, to), role, want, to.name)
			}
		}
	}
}

// targetsOf are a sent report of 叶县, one of 鲁山 and a duty of another
// federation.
func targetsOf(t *testing.T, d *desktest.House) []target {
	t.Helper()
	source, err := playbooks.FS.ReadFile("pingdingshan-2018.yaml")
	d.Must(err)
	here, hereFile := d.ReportSent(t, "yexian")
	there, thereFile := d.ReportSent(t, "lushan")
	far := d.Elsewhere(t, source)
	_, err = d.Originals.Attach(t.Context(), stage.Program, d.Campaign, "方案.txt", []byte("实施方案\n一、目标\n各单位按期报送。\n"))
	d.Must(err)
	own := map[people.Role]string{people.Liaison: "own", people.UnitLeader: "own", people.Grassroots: "above"}
	foreign := map[people.Role]string{people.Liaison: "foreign", people.UnitLeader: "foreign", people.Grassroots: "foreign"}
	beyond := map[people.Role]string{}
	for _, role := range people.Roles {
		beyond[role] = "beyond"
		if seatOf[role] == "PDS" {
			own[role], foreign[role] = "below", "below"
		}
	}
	paper := func(unit string) campaign.DutyID { return d.Duty(unit, "plan-and-tables", "once", "unit-plan").ID }
	account := func(login string, root organisation.UnitID) people.AccountID {
		acc, _, err := d.People.Create(t.Context(), stage.Program, people.NewAccount{Root: root, Login: login, Hash: "none"})
		d.Must(err)
		return acc.ID
	}
	mine, farUnit := account("somebody", d.Root), far.Unit
	other, err := d.Units.History(t.Context(), farUnit)
	d.Must(err)
	receipt := func(unit string) campaign.DutyID { return d.Duty(unit, "receipt", "once", "").ID }
	d.At("2018-07-02 10:00")
	june := d.Issue("2018-06")
	farJune, err := d.Bulletins.Compose(t.Context(), stage.Program, far.Campaign, "bulletin", "2018-06")
	d.Must(err)
	d.At("2018-06-28 10:00")
	prepare := func(unit organisation.UnitID) preparation.ID {
		p, err := d.Preparations.Template(t.Context(), stage.Program, unit, "rural-revitalisation")
		d.Must(err)
		return p.ID
	}
	mineDone, mineProof := done(t, d, d.Campaign, d.Unit("yexian"))
	theirs, theirProof := done(t, d, d.Campaign, d.Unit("lushan"))
	farDone, farProof := done(t, d, far.Campaign, farUnit)
	return []target{
		{"own", here.ID, paper("yexian"), receipt("yexian"), hereFile, "yexian", mine, june, mineDone, enrolled(t, d, d.Campaign, d.Unit("yexian")), mineProof, handedIn(t, d, d.Campaign, d.Unit("yexian")), prepare(d.Root), own},
		{"another", there.ID, paper("lushan"), receipt("lushan"), thereFile, "lushan", mine, june, theirs, enrolled(t, d, d.Campaign, d.Unit("lushan")), theirProof, handedIn(t, d, d.Campaign, d.Unit("lushan")), prepare(d.Root), foreign},
		{"another federation's", far.ID, far.ID, far.ID, "no-file", "xx-county", account("stranger", other.Unit.Root), farJune, farDone, enrolled(t, d, far.Campaign, farUnit), farProof, handedIn(t, d, far.Campaign, farUnit), prepare(other.Unit.Root), beyond},
	}
}

// done is an activity of a unit with a file.
func done(t *testing.T, d *desktest.House, in campaign.ID, unit organisation.UnitID) (ledger.EntryID, ledger.EvidenceID) {
	t.Helper()
	e, err := d.Ledger.Record(t.Context(), stage.Program, ledger.New{Campaign: in, Register: "activities", Unit: unit, Typed: map[string]string{
		"name": "技能培训", "day": "2018-06-20", "line": "skill", "place": "常村镇", "no_target": "面向全县", "person_times": "63",
	}})
	d.Must(err)
	proof, err := d.Ledger.Attach(t.Context(), stage.Program, e.ID, "x.pdf", strings.NewReader(stage.PDF))
	d.Must(err)
	return e.ID, proof.ID
}

// enrolled is an honouree of a unit.
func enrolled(t *testing.T, d *desktest.House, in campaign.ID, unit organisation.UnitID) ledger.EntryID {
	t.Helper()
	e, err := d.Ledger.Record(t.Context(), stage.Program, ledger.New{Campaign: in, Register: "honourees", Unit: unit, Typed: map[string]string{
		"name": "韩梅香", "family": "model_worker", "level": "provincial", "phone": "13800000001",
	}})
	d.Must(err)
	return e.ID
}

// handedIn is a list for a unit that is wrong in places.
func handedIn(t *testing.T, d *desktest.House, in campaign.ID, unit organisation.UnitID) intake.ID {
	t.Helper()
	m, err := d.Intake.HandIn(t.Context(), stage.Program, intake.Handed{Campaign: in, Register: "activities", Unit: unit, Name: "list.csv"},
		strings.NewReader("name,day,place,person_times\ntraining,soon,x,1\n"))
	d.Must(err)
	return m.ID
}

// fill puts a target into an address. The last version there is is the first.
func fill(path string, to target) string {
	id, entry := string(to.duty), to.entry
	if strings.HasSuffix(path, "/person") {
		entry = to.human
	}
	switch {
	case strings.HasPrefix(path, "/files/"):
		id = string(to.file)
	case strings.HasPrefix(path, "/accounts/"):
		id = string(to.account)
	case strings.HasPrefix(path, "/bulletins/"):
		id = string(to.issued.ID)
	case strings.HasSuffix(path, "/bulletin"):
		id = string(to.issued.Duty)
	case strings.HasSuffix(path, "/sign"):
		id = string(to.paper)
	case strings.HasSuffix(path, "/sign-for"):
		id = string(to.receipt)
	}
	return strings.NewReplacer("{id}", id, "{entry}", string(entry), "{evidence}", string(to.proof), "{import}", string(to.list), "{preparation}", string(to.prepare), "{n}", "1", "{code}", to.code).Replace(path)
}

// expected returns what the table says: allowed, 403 or 404.
func expected(act people.Action, role people.Role, lies string) int {
	switch {
	case reaches(people.Table[act][role], lies):
		return http.StatusOK
	case lies == "beyond":
		return http.StatusNotFound
	}
	noun, _, _ := strings.Cut(string(act), ".")
	read, secret := reads[noun]
	if secret && !reaches(people.Table[read][role], lies) {
		return http.StatusNotFound
	}
	return http.StatusForbidden
}

// reads says which action lets one know of a thing, written down here apart
// from the program.
var reads = map[string]people.Action{
	"plan": people.PlanRead, "campaign": people.CampaignRead, "post": people.PostRead, "duty": people.DutyRead, "report": people.DutyRead,
	"liaison": people.LiaisonRead, "bulletin": people.BulletinRead, "unit": people.UnitRead, "account": people.UnitRead, "audit": people.UnitRead, "ledger": people.LedgerRead, "personal": people.LedgerRead, "goal": people.LedgerRead,
}

func reaches(r people.Reach, lies string) bool {
	switch lies {
	case "seat": // a list: allowed anywhere is allowed
		return r != people.None
	case "own":
		return r != people.None
	case "below":
		return r == people.Body || r == people.Subtree || r == people.Line
	case "above":
		return r == people.Line
	}
	return false
}

// check asks and compares. What is allowed may still be refused for what it
// brings (409, 422), never for who asks.
func check(t *testing.T, s *desktest.Seat, method, path string, role people.Role, want int, where string) {
	t.Helper()
	var got desktest.Page
	if method == http.MethodPost {
		got = s.Post(path, "body", "office", "verdict", "received")
	} else {
		got = s.Get(path)
	}
	denied := got.Status == http.StatusForbidden || got.Status == http.StatusNotFound
	open := where == "seat" || strings.HasPrefix(path, "/accounts/") // who manages none learns nothing from a 403
	ok := got.Status == want || open && denied && want != http.StatusOK
	if got.Status == http.StatusNotFound && (strings.HasSuffix(path, "/files/remove") || strings.HasSuffix(path, "/activities/remove") || strings.Contains(path, "{")) {
		return // it names a file, a view, a grant or a token that is not there
	}
	if want == http.StatusOK {
		ok = !denied && got.Status < http.StatusInternalServerError && !strings.HasPrefix(got.Header.Get("Location"), "/sign-in")
	}
	if !ok {
		t.Errorf("%s", fmt.Sprintf("%s %s as %s on %s: %d, want %d", method, path, role, where, got.Status, want))
	}
}

func TestWhoIsNotSignedInIsLedToSignIn(t *testing.T) {
	d := open(t)
	s := d.Stranger(t)
	for _, r := range d.Routes {
		method, path, _ := strings.Cut(r.Pattern, " ")
		path = strings.NewReplacer("{$}", "", "{id}", "x", "{n}", "1", "{code}", "yexian", "{preparation}", "x").Replace(partOfPlan.Replace(path))
		got := s.Do(method, path, "", nil)
		if got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/sign-in") {
			t.Errorf("%s %s: %d to %q", method, path, got.Status, got.Header.Get("Location"))
		}
	}
}

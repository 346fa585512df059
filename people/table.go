package people

import "strings"

// Action is something an account may be allowed to do.
type Action string

// The actions. A page, an API route and a use case name one of these and
// nothing else.
const (
	PlanRead        Action = "plan.read"
	PlanChange      Action = "plan.change" // attach the document, sign a reading, publish a version of the playbook
	CampaignRead    Action = "campaign.read"
	CampaignLaunch  Action = "campaign.launch"
	CampaignClose   Action = "campaign.close"
	DutyRead        Action = "duty.read"
	DutyFill        Action = "duty.fill"        // draft, attach, hand up for signature
	DutySend        Action = "duty.send"        // 报送
	DutySign        Action = "duty.sign"        // the unit leader's signature, which is the 报送
	DutySignFor     Action = "duty.sign_for"    // 签收 (P-01)
	DutyManage      Action = "duty.manage"      // excuse, add, decide a date after a calendar notice
	ReportReview    Action = "report.review"    // receive, accept, return, as one's own body (P-25)
	ReportRemark    Action = "report.remark"    // say something of a sent report, without a verdict (H-16)
	BulletinRead    Action = "bulletin.read"    // what was issued; a draft is for who composes or signs
	BulletinCompose Action = "bulletin.compose" // compose, edit, discard, correct
	BulletinSign    Action = "bulletin.sign"    // the director's signature (P-47); a recorded delegate needs no role
	BulletinIssue   Action = "bulletin.issue"
	PostRead        Action = "post.read"
	PostManage      Action = "post.manage"
	LiaisonRead     Action = "liaison.read"
	LiaisonManage   Action = "liaison.manage"
	UnitRead        Action = "unit.read"
	UnitManage      Action = "unit.manage"
	AccountManage   Action = "account.manage"
	AuditRead       Action = "audit.read"
	CalendarImport  Action = "calendar.import"
	PhoneRead       Action = "phone.read" // a person's phone without the mask
	SystemRead      Action = "system.read"

	LedgerRead      Action = "ledger.read"
	LedgerRecord    Action = "ledger.record"    // record, correct and withdraw an entry, import a register
	LedgerConfirm   Action = "ledger.confirm"   // answer for an entry in the figures: the union above confirms or returns it
	LedgerAccept    Action = "ledger.accept"    // decide as the campaign's office: accept, approve, name
	ReferenceManage Action = "reference.manage" // import points, households and their watch flags
	HouseholdRead   Action = "household.read"   // household rows, their heads masked
	PersonalRead    Action = "personal.read"    // a name, phone or identity number without the mask, with a reason, recorded
	PersonalErase   Action = "personal.erase"   // let the values of a campaign's persons go when its years are over
	GoalSet         Action = "goal.set"
	GoalApprove     Action = "goal.approve"
)

// Reach is how far around a grant's unit a role may do an action.
type Reach uint8

// The reaches, from the narrowest.
const (
	None    Reach = iota
	Own           // the grant's unit itself
	Body          // the unit and all below it, as the grant's own body only
	Subtree       // the unit and all below it
	Line          // the unit, all below it and all above it: a plan is read by those it binds
)

// Table is the whole of who may do what. What is not in it is not allowed.
var Table = map[Action]map[Role]Reach{
	PlanRead:     {Office: Line, OfficeDirector: Line, Leader: Line, Liaison: Line, UnitLeader: Line, Grassroots: Line, Viewer: Line},
	CampaignRead: {Office: Line, OfficeDirector: Line, Leader: Line, Liaison: Line, UnitLeader: Line, Grassroots: Line, Viewer: Line},
	PostRead:     {Office: Line, OfficeDirector: Line, Leader: Line, Liaison: Line, UnitLeader: Line, Grassroots: Line, Viewer: Line},

	BulletinRead:    {Office: Line, OfficeDirector: Line, Leader: Line, Liaison: Line, UnitLeader: Line, Grassroots: Line, Viewer: Line},
	BulletinCompose: {Office: Own, OfficeDirector: Own},
	BulletinSign:    {OfficeDirector: Own},
	BulletinIssue:   {Office: Own, OfficeDirector: Own},

	PlanChange:     {Office: Own, OfficeDirector: Own},
	CampaignLaunch: {Office: Own, OfficeDirector: Own},
	CampaignClose:  {Office: Own, OfficeDirector: Own},
	PostManage:     {Office: Subtree, OfficeDirector: Subtree},

	DutyRead:     {Office: Subtree, OfficeDirector: Subtree, Leader: Subtree, Liaison: Subtree, UnitLeader: Own, Grassroots: Own, Viewer: Subtree},
	DutyFill:     {Office: Own, OfficeDirector: Own, Liaison: Own},
	DutySend:     {Office: Own, OfficeDirector: Own, Liaison: Own},
	DutySign:     {UnitLeader: Own},
	DutySignFor:  {Liaison: Own, UnitLeader: Own},
	DutyManage:   {Office: Subtree, OfficeDirector: Subtree},
	ReportReview: {Office: Body, OfficeDirector: Body},
	ReportRemark: {Office: Subtree, OfficeDirector: Subtree, Leader: Subtree, Viewer: Subtree},

	LiaisonRead:   {Office: Subtree, OfficeDirector: Subtree, Leader: Subtree, Liaison: Subtree, UnitLeader: Own, Grassroots: Own, Viewer: Subtree},
	LiaisonManage: {Office: Subtree, OfficeDirector: Subtree, Liaison: Own},
	PhoneRead:     {Office: Subtree, OfficeDirector: Subtree, Liaison: Own, UnitLeader: Own},

	UnitRead:   {Office: Subtree, OfficeDirector: Subtree, Leader: Subtree, Liaison: Subtree, UnitLeader: Own, Grassroots: Own, Viewer: Subtree, Admin: Subtree},
	UnitManage: {Office: Subtree, OfficeDirector: Subtree, Admin: Subtree},

	LedgerRead:      {Office: Subtree, OfficeDirector: Subtree, Leader: Subtree, Liaison: Subtree, UnitLeader: Subtree, Grassroots: Own, Viewer: Subtree},
	LedgerRecord:    {Office: Subtree, OfficeDirector: Subtree, Liaison: Subtree, Grassroots: Own},
	LedgerConfirm:   {Office: Subtree, OfficeDirector: Subtree, Liaison: Subtree},
	LedgerAccept:    {Office: Subtree, OfficeDirector: Subtree},
	ReferenceManage: {Office: Subtree, OfficeDirector: Subtree, Liaison: Own},
	HouseholdRead:   {Office: Subtree, OfficeDirector: Subtree, Liaison: Subtree, UnitLeader: Own, Grassroots: Own},
	PersonalRead:    {Office: Subtree, OfficeDirector: Subtree, Liaison: Subtree},
	PersonalErase:   {Office: Own, OfficeDirector: Own},
	GoalSet:         {Office: Subtree, OfficeDirector: Subtree, Liaison: Own},
	GoalApprove:     {Office: Subtree, OfficeDirector: Subtree},

	AccountManage:  {Admin: Subtree},
	AuditRead:      {Office: Subtree, OfficeDirector: Subtree, Admin: Subtree},
	CalendarImport: {Admin: Own},
	SystemRead:     {Admin: Own},
}

// reading names the action that lets one know that the thing exists, by the
// first word of the action. Nouns that are no secret stand nowhere here.
var reading = map[string]Action{
	"plan": PlanRead, "campaign": CampaignRead, "post": PostRead,
	"duty": DutyRead, "report": DutyRead, "bulletin": BulletinRead,
	"liaison": LiaisonRead, "phone": LiaisonRead,
	"unit": UnitRead, "account": UnitRead, "audit": UnitRead,
	"ledger": LedgerRead, "reference": LedgerRead, "personal": LedgerRead, "household": HouseholdRead, "goal": LedgerRead,
}

// reads returns the action that lets one know of the thing that a is done to.
func (a Action) reads() (Action, bool) {
	noun, _, _ := strings.Cut(string(a), ".")
	read, ok := reading[noun]
	return read, ok
}

// readOnly reports whether the action changes nothing.
func (a Action) readOnly() bool { return strings.HasSuffix(string(a), ".read") }

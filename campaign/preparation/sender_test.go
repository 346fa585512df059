package preparation_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// A template says nothing of itself: it starts on the next working day, is sent
// by its organiser and names no contact and no copies until somebody enters them.
func TestATemplateIsOfItsOrganiser(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00") // a Friday; 29 and 30 September were worked for the holidays
		ctx, who := t.Context(), office(s, "PDS")
		p, err := s.Preparations.Template(ctx, who, s.Root, "rural-revitalisation")
		s.Must(err)
		p, err = s.Preparations.Attach(ctx, who, p.ID, p.Revision, "示范.txt", playbooks.Document("rural-revitalisation"))
		s.Must(err)
		v, err := s.Preparations.Look(ctx, who, p.ID)
		s.Must(err)
		d := v.Book.Document
		if v.Book.Start != stage.Date("2018-09-29") || !slices.Equal(d.Issuers, []string{v.Organiser.Name}) || len(d.Copies) != 0 || d.Contact.Phone+d.Contact.Mail != "" {
			t.Errorf("starts %s, %+v", v.Book.Start, d)
		}
		if strings.Contains(string(v.Book.Source), "12345678") || strings.Contains(string(v.Book.Source), "example.org") {
			t.Error("the example's contact is in the text")
		}
		for _, x := range v.Beside.Passages {
			if !x.Found {
				t.Errorf("%s is not in the document any more", x.Clause.ID)
			}
		}
		h := choice.Heading{Title: "春季行动", Start: stage.Date("2018-10-08"), Sender: &choice.Sender{
			Issuers: []string{"平顶山市总工会", "平顶山市农业农村局"}, Phone: "0375-2222333", Mail: "gh@pds.gov.cn", Copies: []string{"河南省总工会"}}}
		p, err = s.Preparations.Describe(ctx, who, p.ID, p.Revision, h)
		s.Must(err)
		v, err = s.Preparations.Look(ctx, who, p.ID)
		s.Must(err)
		d = v.Book.Document
		if !slices.Equal(d.Issuers, h.Sender.Issuers) || !slices.Equal(d.Copies, h.Sender.Copies) || d.Contact.Phone != "0375-2222333" || d.Contact.Mail != "gh@pds.gov.cn" {
			t.Errorf("settled %+v", d)
		}
		launched(s, who, p)
	})
}

// What must be filled in is refused at its field.
func TestStartAndSenderAreChecked(t *testing.T) {
	s := stage.One(t)
	ctx, who := t.Context(), office(s, "PDS")
	p, err := s.Preparations.Template(ctx, who, s.Root, "rural-revitalisation")
	s.Must(err)
	_, err = s.Preparations.Describe(ctx, who, p.ID, p.Revision, choice.Heading{Title: "春季行动", Sender: &choice.Sender{Mail: "nowhere"}})
	var got []string
	for _, f := range fault.From(err).Fields {
		got = append(got, f.Path)
	}
	if !slices.Equal(got, []string{"start", "issuers", "mail"}) {
		t.Errorf("refused at %v", got)
	}
	if _, err := s.Preparations.Template(ctx, who, s.Root, ""); err == nil || fault.From(err).Fields[0].Key != "preparation.no_template" {
		t.Errorf("no template: %v", err)
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	got := choice.Bodies("省总工会，市委农村工作领导小组办公室、 市农业农村局。\r\n省总工会")
	if want := []string{"省总工会", "市委农村工作领导小组办公室", "市农业农村局"}; !slices.Equal(got, want) {
		t.Errorf("read %q", got)
	}
}

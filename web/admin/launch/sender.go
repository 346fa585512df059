package launch

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// senderView is who sends the document, as the form shows it.
type senderView struct {
	Issuers, Copies string
	Phone, Mail     string
	Asked           bool // the plan names a contact
}

func newSender(pb *playbook.Playbook) senderView {
	d := pb.Document
	return senderView{strings.Join(d.Issuers, "、"), strings.Join(d.Copies, "、"), d.Contact.Phone, d.Contact.Mail, d.Contact.Clause != ""}
}

// typed is the sender as a refused form brought it.
func (s senderView) typed(c *desk.Call) senderView {
	return senderView{c.Text("issuers"), c.Text("copies"), c.Text("phone"), c.Text("mail"), s.Asked}
}

// typedSender reads the sender of a form; nil for one that does not ask for it.
func typedSender(c *desk.Call) *choice.Sender {
	if _, asked := c.PostForm["issuers"]; !asked {
		return nil
	}
	return &choice.Sender{Issuers: choice.Bodies(c.Text("issuers")), Copies: choice.Bodies(c.Text("copies")), Phone: c.Text("phone"), Mail: c.Text("mail")}
}

package app

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/account"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
	"codeberg.org/samenkracht/samenkracht/platform/ui"
	"codeberg.org/samenkracht/samenkracht/platform/web"
)

// accountForm asks for an account, for a role, or for the end of one.
type accountForm struct {
	rolesView
	Grant   account.Choice // that is to end
	Fields  []ui.Field
	NewID   db.ID
	Problem string // what is wrong with none of the fields, an English sentence
}

// asked is what somebody filled in, and what is wrong with it.
type asked struct {
	r     *http.Request
	wrong fault.Invalid
}

func (q asked) text(name string) string { return strings.TrimSpace(q.r.PostFormValue(name)) }

func (q asked) date(name string) law.Date {
	if q.text(name) == "" {
		return law.Date{}
	}
	d, err := law.ParseDate(q.text(name))
	if err != nil {
		q.wrong.Say(name, "Write a date as day, month and year, such as 5-5-2026")
	}
	return d
}

var eurosForm = regexp.MustCompile(`^([0-9]{1,3}(?:\.?[0-9]{3})*)(?:,([0-9]{2}|-))?$`)

// cents reads an amount as people type it: 5000, 5.000 or 5.000,00.
func (q asked) cents(name string) int64 {
	typed := strings.ReplaceAll(strings.TrimPrefix(q.text(name), "€"), " ", "")
	if typed == "" {
		return 0
	}
	parts := eurosForm.FindStringSubmatch(typed)
	if parts == nil || len(parts[1]) > 12 {
		q.wrong.Say(name, "Write an amount in euros, such as 5.000")
		return 0
	}
	euros, _ := strconv.ParseInt(strings.ReplaceAll(parts[1], ".", ""), 10, 64) // the form has digits only
	rest, _ := strconv.ParseInt(parts[2], 10, 64)                               // nothing, or "-": none
	return euros*100 + rest
}

func (q asked) id(name string) db.ID {
	id, _ := db.ParseID(q.text(name)) // nothing chosen
	return id
}

// grant reads a role. Only a team and a role from the lists can be chosen.
func (q asked) grant(v rolesView) account.Grant {
	g := account.Grant{Role: access.Role(q.text("role")), TeamID: q.id("team"), Mandate: q.cents("mandate"), FromDay: q.date("from"), ToDay: q.date("to")}
	if !slices.Contains(workRoles(), g.Role) {
		q.wrong.Say("role", "Choose a role")
	}
	if g.TeamID != 0 && v.Teams[g.TeamID] == "" {
		q.wrong.Say("team", "Choose a team from the list")
	}
	return g
}

// roleFields ask for a role.
func roleFields(ctx context.Context, v rolesView) []ui.Field {
	role := ui.Field{Name: "role", Label: text.T(ctx, "Role")}
	for _, r := range workRoles() {
		role.Options = append(role.Options, ui.Option{Value: string(r), Label: text.T(ctx, web.RoleName(r))})
	}
	team := ui.Field{Name: "team", Label: text.T(ctx, "Team"), Optional: true}
	for id, name := range v.Teams {
		team.Options = append(team.Options, ui.Option{Value: id.String(), Label: name})
	}
	slices.SortFunc(team.Options, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return []ui.Field{role, team,
		{Name: "mandate", Label: text.T(ctx, "May decide up to, in euros a year"), Prefix: "€", Width: 12, Optional: true},
		{Name: "from", Label: text.T(ctx, "First day"), Value: typedDate(v.Today)},
		{Name: "to", Label: text.T(ctx, "Last day"), Optional: true}}
}

// accountFields ask for an account with its first role.
func (a *App) accountFields(ctx context.Context, v rolesView) []ui.Field {
	fields := []ui.Field{{Name: "name", Label: text.T(ctx, "Name"), Hint: text.T(ctx, "As colleagues and residents see it.")},
		{Name: "phone", Label: text.T(ctx, "Phone number for residents"), Type: "tel", Width: 20, Optional: true}}
	service := ui.Field{Name: "service", Label: text.T(ctx, "Signs in with"), Optional: true}
	for _, s := range a.services(ui.SiteOf(ctx).Slug) {
		if !s.Residents {
			service.Options = append(service.Options, ui.Option{Value: s.Slug, Label: s.Name})
		}
	}
	if len(service.Options) > 0 {
		fields = append(fields, service, ui.Field{Name: "subject", Label: text.T(ctx, "Number at the sign-in service"), Optional: true,
			Hint: text.T(ctx, "The service calls this the subject. We keep it in a form that cannot be read.")})
	}
	return append(fields, roleFields(ctx, v)...)
}

// filled is fields with what was typed and what is wrong.
func (q asked) filled(fields []ui.Field) []ui.Field {
	for i, f := range fields {
		if q.r.Method == http.MethodPost {
			f.Value = q.r.PostFormValue(f.Name)
		}
		fields[i] = f.Wrong(q.wrong)
	}
	return fields
}

// refused sorts what a use case said: about fields, or as a whole. Anything else is for the mux.
func (q asked) refused(err error) (problem string, rest error) {
	if invalid, ok := errors.AsType[fault.Invalid](err); ok {
		for field, sentence := range invalid {
			q.wrong.Say(field, sentence)
		}
		return "", nil
	}
	if sentence, ok := fault.Sentence(err); ok && errors.Is(err, fault.Conflict) {
		return sentence, nil
	}
	return "", err
}

// typedDate is a day as people type it.
func typedDate(d law.Date) string {
	return strconv.Itoa(d.Day) + "-" + strconv.Itoa(int(d.Month)) + "-" + strconv.Itoa(d.Year)
}

// status is 400 when something is wrong.
func (f accountForm) status() int {
	if f.Problem != "" || ui.AnyWrong(f.Fields) {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

package file

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const (
	almelo, hengelo db.ID = 7, 8
	household       db.ID = 100
	question        db.ID = 200
)

var (
	bob   = access.Actor{Account: 1, Tenant: almelo, Role: access.RoleResident}
	alice = access.Actor{Account: 2, Tenant: almelo, Role: access.RoleResident}
	rules = []access.Rule{{Action: "question.read", Roles: []access.Role{access.RoleResident}, When: access.Own, Purpose: "Read a question", Ground: "AVG art. 6"}}
	ofBob = access.Object{Kind: "question", ID: question, Owner: bob.Account}
)

func open(t *testing.T, d *db.DB) *Files {
	t.Helper()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	return NewFiles(d, access.New(d, rules), seal.New(master))
}

func (fs *Files) put(t *testing.T, actor access.Actor, n New) (f File, err error) {
	t.Helper()
	err = fs.db.InTx(t.Context(), actor.Tenant, func(tx *db.Tx) error {
		f, err = fs.PutTx(t.Context(), tx, actor, n)
		return err
	})
	return f, err
}

func letter(id db.ID) New {
	return New{ID: id, ObjectKind: "question", ObjectID: question, Owner: household, Name: "Brief huisarts.txt", Content: []byte("Mevrouw slaapt slecht.")}
}

func TestPutAndGet(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		fs := open(t, d)
		public := letter(0)
		public.Owner = 0
		for _, n := range []New{letter(0), public} {
			put, err := fs.put(t, bob, n)
			if err != nil {
				t.Fatal(err)
			}
			f, content, err := fs.Get(t.Context(), bob, "question.read", ofBob, put.ID)
			if err != nil || !bytes.Equal(content, n.Content) || f.Name != n.Name || f.Type != typeText || f.Size != int64(len(n.Content)) ||
				f.OwnerID != n.Owner || f.MakerID != bob.Account || !f.MadeAt.Equal(put.MadeAt) {
				t.Errorf("%+v %q %v", f, content, err)
			}
			if got := f.Disposition(); got != `attachment; filename="Brief huisarts.txt"` {
				t.Error(got)
			}
		}
	})
}

func TestGetAsksTheGate(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		fs := open(t, d)
		f, err := fs.put(t, bob, letter(0))
		if err != nil {
			t.Fatal(err)
		}
		visitor := access.Visitor(hengelo)
		for name, try := range map[string]struct {
			actor access.Actor
			of    access.Object
			want  error
		}{
			"somebody else":         {alice, ofBob, fault.Denied},
			"a visitor elsewhere":   {visitor, ofBob, fault.Denied},
			"of another question":   {bob, access.Object{Kind: "question", ID: question + 1, Owner: bob.Account}, fault.NotFound},
			"of another thing":      {bob, access.Object{Kind: "plan", ID: question, Owner: bob.Account}, fault.NotFound},
			"of another town's own": {access.Actor{Account: 1, Tenant: hengelo, Role: access.RoleResident}, ofBob, fault.NotFound},
		} {
			if _, content, err := fs.Get(t.Context(), try.actor, "question.read", try.of, f.ID); !errors.Is(err, try.want) || content != nil {
				t.Errorf("%s: %q %v", name, content, err)
			}
		}
	})
}

// A second press of the button stores a file once; nobody else's file hides behind the same id.
func TestPutTwice(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		fs := open(t, d)
		n := letter(d.NewID())
		first, err := fs.put(t, bob, n)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := fs.put(t, bob, n); err != nil || again.ID != first.ID || again.Name != first.Name || !again.MadeAt.Equal(first.MadeAt) {
			t.Errorf("%+v %v", again, err)
		}
		if _, err := fs.put(t, alice, n); !errors.Is(err, fault.Conflict) {
			t.Error(err)
		}
		n.Content = []byte("Iets anders.")
		if _, err := fs.put(t, bob, n); !errors.Is(err, fault.Conflict) {
			t.Error(err)
		}
		if _, err := fs.put(t, bob, New{Name: "leeg.txt"}); errors.Is(err, fault.Conflict) || err == nil {
			t.Error(err)
		}
	})
}

func TestListAndRemove(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		fs := open(t, d)
		first, err1 := fs.put(t, bob, letter(0))
		second, err2 := fs.put(t, bob, letter(0))
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		err := d.InTx(t.Context(), almelo, func(tx *db.Tx) error {
			if all, err := fs.OfTx(t.Context(), tx, "question", question); err != nil || len(all) != 2 || all[0].ID != first.ID || all[1].Name != second.Name {
				t.Errorf("%+v %v", all, err)
			}
			if err := fs.RemoveTx(t.Context(), tx, "question", question+1, first.ID); !errors.Is(err, fault.NotFound) {
				t.Errorf("removed from another question: %v", err)
			}
			if err := fs.RemoveTx(t.Context(), tx, "question", question, first.ID); err != nil {
				t.Error(err)
			}
			if err := fs.vault.DestroyTx(t.Context(), tx, household); err != nil {
				t.Error(err)
			}
			all, err := fs.OfTx(t.Context(), tx, "question", question)
			if len(all) != 0 {
				t.Errorf("after the key was destroyed: %+v", all)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		if _, _, err := fs.Get(t.Context(), bob, "question.read", ofBob, second.ID); !errors.Is(err, fault.NotFound) {
			t.Errorf("after the key was destroyed: %v", err)
		}
	})
}

var (
	qRaw    = db.SharedSQL("test", `SELECT name, content FROM file_stored`)
	qDamage = db.SharedSQL("test", `UPDATE file_stored SET content = $1`)
)

func TestWhatTheDatabaseHolds(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		fs := open(t, d)
		sealed, err := fs.put(t, bob, letter(0))
		if err != nil {
			t.Fatal(err)
		}
		public := letter(0)
		public.Owner, public.ObjectID = 0, question+1
		plain, err := fs.put(t, bob, public)
		if err != nil {
			t.Fatal(err)
		}
		err = d.InTx(t.Context(), almelo, func(tx *db.Tx) error {
			type raw struct{ Name, Content []byte }
			rows, err := db.All[raw](t.Context(), tx, qRaw)
			if err != nil || len(rows) != 2 {
				t.Fatalf("%v %v", rows, err)
			}
			readable := 0
			for _, r := range rows {
				if bytes.Contains(r.Content, []byte("slaapt")) && strings.Contains(string(r.Name), "huisarts") {
					readable++
				}
			}
			if readable != 1 {
				t.Errorf("%d files can be read in the database", readable)
			}
			_, err = tx.Exec(t.Context(), qDamage, []byte("Iets anders."))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for id, of := range map[db.ID]db.ID{sealed.ID: question, plain.ID: question + 1} {
			o := access.Object{Kind: "question", ID: of, Owner: bob.Account}
			if _, content, err := fs.Get(t.Context(), bob, "question.read", o, id); err == nil || content != nil {
				t.Errorf("damaged, and opened: %q", content)
			}
		}
	})
}

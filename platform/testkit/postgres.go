package testkit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// The roles of the cluster: the owner migrates, the serving role serves.
const (
	superRole   = "postgres"
	ownerRole   = "samenkracht_owner"
	servingRole = "samenkracht_app"

	templateName = "samenkracht_template"
)

// A cluster is a PostgreSQL server of this test process alone. It listens on a socket in its slot only, and it
// stops when the test process ends, however that ends.
type cluster struct {
	bin    string
	slot   *slot
	keeps  bool                // what was committed, when it is stopped
	as     *syscall.Credential // nil when the test does not run as root
	life   io.Closer           // closed, it ends the server
	gone   chan error          // closed with the reason when the server ended
	number atomic.Int64
	mu     sync.Mutex // CREATE DATABASE and DROP DATABASE one at a time
	super  *pgx.Conn
}

var theCluster = sync.OnceValues(func() (*cluster, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c, err := startCluster(ctx, false)
	if err != nil {
		return nil, fmt.Errorf("start PostgreSQL for the tests: %w", err)
	}
	return c, nil
})

func startCluster(ctx context.Context, keeps bool) (*cluster, error) {
	bin, err := postgresBin()
	if err != nil {
		return nil, err
	}
	as, err := serverUser()
	if err != nil {
		return nil, err
	}
	s, err := takeSlot("postgres")
	if err != nil {
		return nil, err
	}
	c := &cluster{bin: bin, slot: s, as: as, keeps: keeps}
	if err := c.serve(ctx); err != nil {
		// What a killed machine left behind is not worth repairing.
		if err := os.RemoveAll(s.dir); err != nil {
			return nil, err
		}
		if err := c.serve(ctx); err != nil {
			return nil, fmt.Errorf("%w\n%s", err, c.log())
		}
	}
	return c, c.prepare(ctx)
}

// postgresBin finds the folder with the server's programs, the newest first.
func postgresBin() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // a folder without a number is the oldest
		return n
	}
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	if len(found) > 0 {
		return filepath.Dir(found[0]), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errors.New("no PostgreSQL server: apt-get install postgresql (`make test` does that as root)")
}

// serverUser is the ordinary user that the server runs as when the test is root, since PostgreSQL refuses root.
func serverUser() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid), NoSetGroups: false}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")
}

func (c *cluster) data() string { return filepath.Join(c.slot.dir, "data") }

func (c *cluster) log() string {
	text, err := os.ReadFile(filepath.Join(c.slot.dir, "log"))
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-4000):])
}

// lifeline starts a program, and ends it when its standard input is closed: the kernel does that when the test
// process ends, also when it was killed. SIGQUIT is PostgreSQL's immediate shutdown.
const lifeline = `exec 4<&0 </dev/null
"$@" 4<&- & pid=$!
(cat <&4 >/dev/null; kill -QUIT $pid) &
wait $pid`

// command runs a program of the server as its user, with the lock of the slot in its hands.
func (c *cluster) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = c.slot.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: c.as}
	cmd.ExtraFiles = []*os.File{c.slot.lock}
	return cmd
}

// initialise makes the folder of the cluster, unless it is there and of this version.
func (c *cluster) initialise(ctx context.Context) error {
	version, err := exec.CommandContext(ctx, filepath.Join(c.bin, "initdb"), "--version").Output()
	if err != nil {
		return err
	}
	mark := filepath.Join(c.slot.dir, "made-by")
	if made, err := os.ReadFile(mark); err == nil && string(made) == string(version) {
		return nil
	}
	if err := os.RemoveAll(c.slot.dir); err != nil {
		return err
	}
	if err := os.Mkdir(c.slot.dir, 0o700); err != nil {
		return err
	}
	if c.as != nil {
		if err := os.Chown(c.slot.dir, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return err
		}
	}
	out, err := c.command(ctx, filepath.Join(c.bin, "initdb"), "--pgdata="+c.data(), "--username="+superRole,
		"--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--wal-segsize=4", "--no-sync", "--no-instructions").CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return os.WriteFile(mark, version, 0o600)
}

// serve starts the server and waits until it answers.
func (c *cluster) serve(ctx context.Context) error {
	if err := c.initialise(ctx); err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(c.slot.dir, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	args := []string{"-c", lifeline, "sh", filepath.Join(c.bin, "postgres"), "-D", c.data()}
	for _, setting := range []string{
		"listen_addresses=", "unix_socket_directories=" + c.slot.dir, "max_connections=300",
		// A test needs no data after a power cut.
		"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
		"max_wal_size=128MB", "autovacuum=off", "shared_buffers=64MB", "dynamic_shared_memory_type=mmap", "jit=off",
	} {
		args = append(args, "-c", setting)
	}
	if c.keeps {
		args = append(args, "-c", "synchronous_commit=on")
	}
	cmd := c.command(context.Background(), "/bin/sh", args...)
	cmd.Stdout, cmd.Stderr = log, log
	if c.life, err = cmd.StdinPipe(); err != nil { // never written to: it closes with this process
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	c.gone = make(chan error, 1)
	go func() {
		c.gone <- fmt.Errorf("the server stopped: %v", cmd.Wait())
		close(c.gone)
	}()
	return c.connect(ctx)
}

// connect waits until the server lets the superuser in.
func (c *cluster) connect(ctx context.Context) error {
	for {
		conn, err := pgx.Connect(ctx, c.address(superRole, "postgres"))
		if err == nil {
			c.super = conn
			return nil
		}
		select {
		case gone := <-c.gone:
			return gone
		case <-ctx.Done():
			return fmt.Errorf("the server does not answer: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (c *cluster) address(role, database string) string {
	query := url.Values{"host": {c.slot.dir}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: query.Encode()}).String()
}

// prepare removes what an earlier test process left, and makes the roles and the template with all tables.
func (c *cluster) prepare(ctx context.Context) error {
	rows, err := c.super.Query(ctx, `SELECT datname FROM pg_database WHERE datname LIKE 'samenkracht%'`)
	if err != nil {
		return err
	}
	left, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range left {
		if err := c.drop(ctx, name); err != nil {
			return err
		}
	}
	for _, statement := range []string{
		"DROP ROLE IF EXISTS " + ownerRole,
		"DROP ROLE IF EXISTS " + servingRole,
		"CREATE ROLE " + ownerRole + " LOGIN NOSUPERUSER NOBYPASSRLS",
		"CREATE ROLE " + servingRole + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
		"CREATE DATABASE " + templateName + " OWNER " + ownerRole,
	} {
		if _, err := c.super.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	d, err := db.Open(ctx, c.address(ownerRole, templateName))
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx, d, servingRole); err != nil {
		return errors.Join(err, d.Close())
	}
	return d.Close()
}

// create makes a database from the template and returns its name.
func (c *cluster) create(ctx context.Context) (string, error) {
	name := fmt.Sprintf("samenkracht_%d", c.number.Add(1))
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := c.super.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+templateName+" OWNER "+ownerRole)
	if err != nil {
		return "", fmt.Errorf("make database %s: %w", name, errors.Join(err, c.ended()))
	}
	return name, nil
}

// drop removes a database, also when something is still connected to it.
func (c *cluster) drop(ctx context.Context, name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, err := c.super.Exec(ctx, "DROP DATABASE "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("drop database %s: %w", name, errors.Join(err, c.ended()))
	}
	return nil
}

// ended says why the server is gone, if it is.
func (c *cluster) ended() error {
	select {
	case reason := <-c.gone:
		return fmt.Errorf("%w\n%s", reason, strings.TrimSpace(c.log()))
	default:
		return nil
	}
}

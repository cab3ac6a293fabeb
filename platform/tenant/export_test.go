package tenant

import "time"

// Age makes what is held older.
func (t *Tenants) Age(by time.Duration) {
	old := *t.loaded.Load()
	old.at = old.at.Add(-by)
	t.loaded.Store(&old)
}

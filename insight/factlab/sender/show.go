package sender

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/addresses"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/intake"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/outgoing"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/sender/session"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

const (
	firstRefused = 5 // rows that the terminal shows
	firstLines   = 5
)

// refusedRow is a row that the terminal shows.
type refusedRow struct {
	line   int
	reason error
}

// report tells what became of the rows. path is the file with those that cannot be delivered.
func (j *job) report(in *intake.Intake, path string) {
	j.print("%d rows were read: %d are delivered, about %d addresses.", in.Rows, in.Delivered, len(in.Addresses()))
	if in.Duplicates > 0 {
		j.print("Of these %d are duplicates, which count once.", in.Duplicates)
	}
	if in.Respelt > 0 {
		j.print("Of these %d were found under another spelling of the address.", in.Respelt)
	}
	for _, reason := range slices.Sorted(maps.Keys(in.LeftOut)) {
		j.print("Left out as the profile says: %d rows (%s).", in.LeftOut[reason], reason)
	}
	if in.Refused == 0 {
		return
	}
	j.print("%d rows cannot be delivered:", in.Refused)
	for _, c := range in.Reasons {
		j.line("%8d  %s", c.Rows, addresses.Explain(j.Call, c.Reason))
	}
	for _, r := range j.first {
		j.line("    %s", j.Say("line %d: %s", r.line, addresses.Explain(j.Call, r.reason)))
	}
	j.print("All of them stand in %s, with the reason. That file is for you alone.", path)
}

// blind has the key holders make the pseudonyms, and gives the lines that can leave the house.
func (j *job) blind(ctx context.Context, s *session.Session, in *intake.Intake) (outgoing.Lines, error) {
	var over *session.QuotaError
	err := s.Plan(j.agreed, in.Addresses(), j.me.Quota())
	if errors.As(err, &over) {
		return nil, refuse("With those that were asked before these are %d addresses, and this organisation may ask for %d. Ask the Factlab lead for more", over.Asked, over.Quota)
	}
	if err != nil {
		return nil, err
	}
	client, err := keyholder.NewClient(j.agreed, j.id)
	if err != nil {
		return nil, err
	}
	total := len(in.Addresses())
	j.print("The key holders make pseudonyms of %d addresses without seeing them.", total)
	bar, done := j.person.begin(total), 0
	lines := make([]delivery.Line, 0, in.Lines())
	err = s.Pseudonyms(ctx, client, in.Addresses(), func(i int, p delivery.Pseudonym) {
		lines = in.Of(lines, i, p)
		done++
		bar.At(done)
	})
	bar.Clear()
	return outgoing.Sort(lines), j.suspect(err, "A key holder gave an answer that is no good, so nothing was sent. Warn the Factlab lead (%s)")
}

// show writes what would leave the house to a file, and shows what it is and what it is not.
func (j *job) show(lines outgoing.Lines, in *intake.Intake) error {
	path := j.outgoing()
	if err := command.WriteFile(path, lines.Write); err != nil {
		return inFile(path, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return inFile(path, err)
	}
	j.print("This would leave the house, to %s, and nothing else:", j.agreed.Hub.Body)
	j.print("    file     %s (%d lines, %d bytes)", path, len(lines), info.Size())
	j.print("    columns  %s", strings.Join(delivery.Header, ", "))
	var first strings.Builder
	if err := lines[:min(firstLines, len(lines))].Write(&first); err != nil {
		return err
	}
	for l := range strings.Lines(first.String()) {
		j.line("        %s", strings.TrimSpace(l))
	}
	j.print("Not in it: names, postcodes, house numbers, BAG ids, citizen service numbers, days, and the words and rows of your file.")
	var bodies []string
	for _, h := range j.agreed.KeyHolders.Holders {
		bodies = append(bodies, h.Body)
	}
	slices.SortFunc(bodies, cmp.Compare[string])
	j.print("To the key holder (%s) went hidden numbers only, which say nothing of an address.", strings.Join(bodies, ", "))
	return nil
}

// confirm asks whether it may be sent.
func (j *job) confirm() error {
	if *j.yes {
		return nil
	}
	if !j.person.here {
		return refuse("Nothing was sent: nobody can be asked here. Look at the file first, then use -yes")
	}
	yes, err := j.person.agrees("Send it? Type yes or no:")
	if err == nil && !yes {
		return refuse("Nothing was sent")
	}
	return err
}

// send sends the lines and keeps the receipt.
func (j *job) send(ctx context.Context, lines outgoing.Lines) error {
	bar := j.person.begin((len(lines) + delivery.BatchSize - 1) / delivery.BatchSize)
	receipt, err := outgoing.NewHub(j.agreed, j.id).Send(ctx, lines, func(batches, _ int) { bar.At(batches) })
	bar.Clear()
	if err != nil {
		return err
	}
	path := filepath.Join(j.folder(), j.Say("receipt")+".json")
	err = command.WriteFile(path, func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(receipt)
	})
	j.print("Sent. The hub has all %d lines. Receipt: delivery %s of %s, check sum %s.", receipt.Lines, receipt.Delivery,
		receipt.At.Local().Format("02-01-2006 15:04:05"), receipt.SHA256)
	if err != nil {
		return inFile(path, err)
	}
	j.print("The receipt is kept in %s.", path)
	return nil
}

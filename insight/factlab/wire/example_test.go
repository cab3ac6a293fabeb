package wire_test

import (
	"context"
	"fmt"
	"net"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/wire"
)

// Two parties that know each other's key, and nothing else, talk.
func Example() {
	hub, sender := wire.MakeIdentity(), wire.MakeIdentity()
	server := wire.Server(hub, func(k wire.Key) bool { return k == sender.Key() }, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wire.Reply(w, wire.From(r) == sender.Key())
	}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	var known bool
	err = wire.Ask(context.Background(), wire.Client(sender, hub.Key()), http.MethodGet, "https://"+listener.Addr().String(), nil, &known)
	fmt.Println(known, err, server.Close())
	// Output: true <nil> <nil>
}

// The benches of tests/bench in Go: goroutines and channels, gob over TCP.
package main

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func report(start time.Time, result int) {
	fmt.Println("seconds:", time.Since(start).Seconds())
	fmt.Println("result:", result)
}

func memory(count int) {
	ready := make(chan bool, 1024)
	inboxes := make([]chan int, count)
	fmt.Println("before")
	time.Sleep(time.Second)
	for i := range inboxes {
		inboxes[i] = make(chan int, 1)
		go func(inbox chan int) {
			ready <- true
			<-inbox
		}(inboxes[i])
	}
	for range inboxes {
		<-ready
	}
	runtime.GC()
	fmt.Println("parked")
	time.Sleep(time.Minute)
	fmt.Println(len(inboxes))
}

func spawn(count int) {
	done := make(chan bool, 1024)
	start := time.Now()
	for i := 0; i < count; i++ {
		go func() { done <- true }()
	}
	for i := 0; i < count; i++ {
		<-done
	}
	report(start, count)
}

func pingpong(count int) {
	ping, pong := make(chan int, 1), make(chan int, 1)
	go func() {
		for value := range ping {
			pong <- value + 1
		}
	}()
	total := 0
	start := time.Now()
	for i := 0; i < count; i++ {
		ping <- i
		total += <-pong
	}
	report(start, total)
}

func ring(size, hops int) {
	root := make(chan int, 1)
	inboxes := make([]chan int, size)
	for i := range inboxes {
		inboxes[i] = make(chan int, 1)
	}
	for i := range inboxes {
		go func(inbox, following chan int) {
			for left := range inbox {
				if left > 0 {
					following <- left - 1
				} else {
					root <- 0
				}
			}
		}(inboxes[i], inboxes[(i+1)%size])
	}
	inboxes[0] <- size
	<-root
	start := time.Now()
	inboxes[0] <- hops
	<-root
	report(start, hops)
}

func counting(count int) {
	inbox, answer := make(chan int, 1024), make(chan int)
	go func() {
		total := 0
		for value := range inbox {
			total += value
		}
		answer <- total
	}()
	start := time.Now()
	for i := 0; i < count; i++ {
		inbox <- i
	}
	close(inbox)
	report(start, <-answer)
}

func forkjoin(count int) {
	done := make(chan bool, 1024)
	start := time.Now()
	inboxes := make([]chan int, count)
	for i := range inboxes {
		inboxes[i] = make(chan int, 1)
		go func(inbox chan int) {
			<-inbox
			done <- true
		}(inboxes[i])
	}
	for i, inbox := range inboxes {
		inbox <- i
	}
	for range inboxes {
		<-done
	}
	report(start, count)
}

type visitor struct {
	inbox chan encounter
	color int
}

// With a partner: take its colour and tell it. Without: this is your colour.
type encounter struct {
	partner chan encounter
	color   int
	closed  bool
}

func creature(mall chan visitor, color int, counts chan int) {
	inbox := make(chan encounter, 1)
	count := 0
	for {
		mall <- visitor{inbox, color}
		met := <-inbox
		if met.closed {
			break
		}
		if met.partner == nil {
			color = met.color
		} else {
			if color != met.color {
				color = 3 - color - met.color
			}
			met.partner <- encounter{color: color}
		}
		count++
	}
	counts <- count
}

func chameneos(creatures, meetings int) {
	mall, counts := make(chan visitor, creatures), make(chan int, creatures)
	for i := 0; i < creatures; i++ {
		go creature(mall, i%3, counts)
	}
	start := time.Now()
	for i := 0; i < meetings; i++ {
		first, second := <-mall, <-mall
		first.inbox <- encounter{second.inbox, second.color, false}
	}
	seconds := time.Since(start).Seconds()
	for i := 0; i < creatures; i++ {
		(<-mall).inbox <- encounter{closed: true}
	}
	total := 0
	for i := 0; i < creatures; i++ {
		total += <-counts
	}
	fmt.Println("seconds:", seconds)
	fmt.Println("result:", total)
}

// A question holds whom to answer; an answer holds nobody.
type question struct{ from chan question }

func asker(everyone []chan question, i, asks int, done chan bool) {
	inbox := everyone[i]
	seed := (i + 1) * 7919
	ask := func() {
		seed = seed * 16807 % 2147483647
		everyone[(seed>>8)%len(everyone)] <- question{inbox}
	}
	ask()
	for got := range inbox {
		if got.from != nil {
			got.from <- question{}
			continue
		}
		if asks--; asks == 0 {
			done <- true
		} else {
			ask()
		}
	}
}

func big(size, asks int) {
	done := make(chan bool, size)
	everyone := make([]chan question, size)
	for i := range everyone {
		everyone[i] = make(chan question, size+2)
	}
	start := time.Now()
	for i := range everyone {
		go asker(everyone, i, asks, done)
	}
	for range everyone {
		<-done
	}
	report(start, size*asks)
}

func handoff(count int) {
	first, second := make(chan bool), make(chan bool)
	ended := make(chan bool, 2)
	player := func(mine, other chan bool, last bool) {
		for i := 0; i < count; i++ {
			<-mine
			if !last || i < count-1 {
				other <- true
			}
		}
		ended <- true
	}
	go player(first, second, false)
	go player(second, first, true)
	start := time.Now()
	first <- true
	<-ended
	<-ended
	report(start, count)
}

type message struct {
	Kind  string
	Value int
	Text  string
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// What the other process of a remote bench does.
func serve() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	fmt.Println(listener.Addr())
	connection, err := listener.Accept()
	check(err)
	in := gob.NewDecoder(bufio.NewReader(connection))
	buffer := bufio.NewWriter(connection)
	out := gob.NewEncoder(buffer)
	total := 0
	for {
		var got message
		check(in.Decode(&got))
		switch got.Kind {
		case "ping":
			check(out.Encode(got.Value + 1))
			check(buffer.Flush())
		case "flood":
			total += got.Value
		default:
			check(out.Encode(total))
			check(buffer.Flush())
			return
		}
	}
}

func remote(verb string, count int) {
	server := exec.Command(os.Args[0], "serve")
	pipe, err := server.StdoutPipe()
	check(err)
	check(server.Start())
	address, err := bufio.NewReader(pipe).ReadString('\n')
	check(err)
	connection, err := net.Dial("tcp", strings.TrimSpace(address))
	check(err)
	in := gob.NewDecoder(bufio.NewReader(connection))
	buffer := bufio.NewWriter(connection)
	out := gob.NewEncoder(buffer)
	text := strings.Repeat("x", 64)
	trip := func(i int) (answer int) {
		check(out.Encode(message{"ping", i, text}))
		check(buffer.Flush())
		check(in.Decode(&answer))
		return
	}
	for i := 0; i < 100; i++ {
		trip(i)
	}
	total := 0
	start := time.Now()
	if verb == "trip" {
		for i := 0; i < count; i++ {
			total += trip(i)
		}
		report(start, total)
	}
	if verb == "flood" {
		for i := 0; i < count; i++ {
			check(out.Encode(message{"flood", i, text}))
		}
	}
	check(out.Encode(message{"end", 0, ""}))
	check(buffer.Flush())
	var answer int
	check(in.Decode(&answer))
	if verb == "flood" {
		report(start, answer)
	}
	check(server.Wait())
}

func main() {
	number := func(i int) int {
		value, err := strconv.Atoi(os.Args[i])
		check(err)
		return value
	}
	switch os.Args[1] {
	case "memory":
		memory(number(2))
	case "spawn":
		spawn(number(2))
	case "pingpong":
		pingpong(number(2))
	case "ring":
		ring(number(2), number(3))
	case "counting":
		counting(number(2))
	case "forkjoin":
		forkjoin(number(2))
	case "chameneos":
		chameneos(number(2), number(3))
	case "big":
		big(number(2), number(3))
	case "handoff":
		handoff(number(2))
	case "remote":
		remote(os.Args[2], number(3))
	case "serve":
		serve()
	}
}

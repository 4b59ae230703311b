package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strconv"
	"sync"
)

type frame struct {
	id      uint16
	payload []byte
}

func (f frame) marshal() []byte {
	b := binary.BigEndian.AppendUint16(nil, f.id)
	b = binary.AppendUvarint(b, uint64(len(f.payload)))
	b = append(b, f.payload...)
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

func unmarshal(b []byte) (f frame, err error) {
	if len(b) < 7 {
		return f, fmt.Errorf("frame of %d bytes is too short", len(b))
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if got := crc32.ChecksumIEEE(body); got != sum {
		return f, fmt.Errorf("checksum %08x, want %08x", got, sum)
	}
	f.id = binary.BigEndian.Uint16(body)
	n, k := binary.Uvarint(body[2:])
	f.payload = body[2+k : 2+k+int(n)]
	return f, nil
}

func main() {
	wire := make(chan []byte)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			b := frame{uint16(i), bytes.Repeat([]byte{'a' + byte(i)}, i*2)}.marshal()
			if i == 1 {
				b[3] ^= 1
			}
			wire <- b
		})
	}
	go func() { wg.Wait(); close(wire) }()
	for b := range wire {
		f, err := unmarshal(b)
		fmt.Println(hex.EncodeToString(b), base64.StdEncoding.EncodeToString(b))
		fmt.Println(f.id, strconv.Quote(string(f.payload)), err)
	}
	raw, err := hex.DecodeString("4g")
	fmt.Println(raw, err)
	fmt.Println(unmarshal(nil))
}

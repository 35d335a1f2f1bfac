package pdf

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/adrg/xdg"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	memoryPages = 8192 // of 64 KiB: 512 MiB, the most that reading one file may take
	idleTime    = time.Minute
)

// engine is PDFium, compiled once for the process: that costs seconds of work
// and tens of megabytes, so it is started by the first document and let go when
// none has been open for a minute. Every document has a sandbox of its own in
// it, with its own memory, no files and no connections: what a hostile document
// does to PDFium ends with that document.
type engine struct {
	mu    sync.Mutex
	pool  pdfium.Pool
	cache wazero.CompilationCache
	users int
	idle  *time.Timer
}

// shared is the one engine of the process.
var shared engine

// sandbox gives PDFium for one document; close lets it go.
func (e *engine) sandbox(ctx context.Context) (pdfium.Pdfium, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if e.pool == nil {
		if err := e.start(); err != nil {
			return nil, fmt.Errorf("the reader of PDF files does not start: %w", err)
		}
	}
	p, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("the reader of PDF files does not start: %w", err)
	}
	e.users++
	if e.idle != nil {
		e.idle.Stop()
	}
	return p, nil
}

// done says that a sandbox is not needed any more.
func (e *engine) done() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.users--; e.users == 0 {
		e.idle = time.AfterFunc(idleTime, e.stop)
	}
}

// stop lets PDFium go unless somebody has come to use it.
func (e *engine) stop() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.users > 0 || e.pool == nil {
		return
	}
	_ = e.pool.Close()
	_ = e.cache.Close(context.Background())
	e.pool, e.cache = nil, nil
}

func (e *engine) start() error {
	e.cache = compiled()
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCompilationCache(e.cache).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	pool, err := webassembly.Init(webassembly.Config{
		MaxTotal:      -1, // callers bound how many documents are open
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // no folder of the machine
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return err
	}
	e.pool = pool
	return nil
}

// compiled is where PDFium's machine code is kept from one start to the next: a
// folder of the user's cache that nobody else may write to, as what lies in it
// is run. Where there is none the code is made anew each time.
func compiled() wazero.CompilationCache {
	dir := filepath.Join(xdg.CacheHome, "sidelight", "pdfium")
	if os.MkdirAll(dir, 0o700) == nil && os.Chmod(dir, 0o700) == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
}

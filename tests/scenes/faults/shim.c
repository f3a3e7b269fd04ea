// A disk that fails. Preloaded into a program, it fails, delays or loses what the program does to the files below one
// folder, as the test says in a control file. Changes since a file's last sync are remembered, so that a power cut can drop
// and tear them.
//
// SHIM_FOLDER: the folder, an absolute path. SHIM_CONTROL: the control file, whose fields shim.rs writes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OPEN = 1, READ = 2, WRITE = 4, SYNC = 8, TRUNCATE = 16, RENAME = 32, UNLINK = 64 };
enum { DELAY = 1000, POWER_CUT = 1001 };
enum { DESCRIPTORS = 65536, FILES = 4096, PATH = 512, SECTOR = 512 };

struct control {
    _Atomic uint64_t remembers, calls, skip, count, fault, parameter, seen, done;
    char match[PATH];
};
struct file {
    dev_t device;
    ino_t inode;
    // Never closed: that would drop the locks that the program holds on the file.
    int fd;
    int is_new, is_folder;
    char path[PATH];
};
struct change {
    struct change *next, *before;
    int file, is_truncation;
    off_t at, old_size;
    size_t old_length, length;
    unsigned char *old, *bytes;
};
struct renaming {
    struct renaming *next;
    char from[PATH], to[PATH], kept[PATH];
};

static struct control *control;
static char folder[PATH];
static size_t folder_length;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int descriptors[DESCRIPTORS]; // One more than the file's place.
static struct file files[FILES];
static int file_count;
static struct change *first, *last;
static struct renaming *renamings;
static uint64_t chance_state;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);

// On 64-bit systems open64, pread64 and so on are the same functions by other names.
static void find_real(void) {
    *(void **)&real_open = dlsym(RTLD_NEXT, "open");
    *(void **)&real_close = dlsym(RTLD_NEXT, "close");
    *(void **)&real_read = dlsym(RTLD_NEXT, "read");
    *(void **)&real_pread = dlsym(RTLD_NEXT, "pread");
    *(void **)&real_write = dlsym(RTLD_NEXT, "write");
    *(void **)&real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    *(void **)&real_fsync = dlsym(RTLD_NEXT, "fsync");
    *(void **)&real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    *(void **)&real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    *(void **)&real_rename = dlsym(RTLD_NEXT, "rename");
    *(void **)&real_unlink = dlsym(RTLD_NEXT, "unlink");
}
// Other libraries' constructors may call before this one's.
#define NEED(real) do { if (!(real)) find_real(); } while (0)

__attribute__((constructor)) static void start(void) {
    find_real();
    const char *name = getenv("SHIM_FOLDER"), *path = getenv("SHIM_CONTROL");
    if (!name || !path) return;
    int fd = real_open(path, O_RDWR | O_CLOEXEC);
    void *map = fd < 0 ? MAP_FAILED : mmap(0, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED) {
        perror("shim: the control file");
        _exit(70);
    }
    real_close(fd);
    folder_length = (size_t)snprintf(folder, sizeof folder, "%s", name);
    control = map;
}

// The path from the root of a file below the folder; null for others.
static const char *below(const char *path, char room[PATH]) {
    if (!control || !path) return 0;
    if (path[0] != '/') {
        char here[PATH / 2];
        if (!getcwd(here, sizeof here)) return 0;
        if (snprintf(room, PATH, "%s/%s", here, path) >= PATH) return 0;
        path = room;
    }
    int is_below = strncmp(path, folder, folder_length) == 0
        && (path[folder_length] == '/' || path[folder_length] == 0);
    return is_below ? path : 0;
}

static uint64_t chance(uint64_t below) {
    uint64_t z = (chance_state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

static void write_whole(int fd, const void *bytes, size_t length, off_t at) {
    if (real_pwrite(fd, bytes, length, at) != (ssize_t)length) perror("shim: pwrite");
}

static void set_size(int fd, off_t size) {
    if (real_ftruncate(fd, size)) perror("shim: ftruncate");
}

// Each unsynced change is kept, dropped or torn by sectors: all of them alike, or each for itself.
static void lose_changes(void) {
    for (struct change *it = last; it; it = it->before) {
        int fd = files[it->file].fd;
        if (it->old_length) write_whole(fd, it->old, it->old_length, it->at);
        set_size(fd, it->old_size);
    }
    uint64_t all = chance(5);
    for (struct change *it = first; it; it = it->next) {
        uint64_t fate = all < 2 ? all : chance(3);
        int fd = files[it->file].fd;
        if (fate == 0) continue;
        if (it->is_truncation) {
            set_size(fd, it->at);
            continue;
        }
        for (size_t at = 0; at < it->length; at += SECTOR) {
            size_t length = it->length - at < SECTOR ? it->length - at : SECTOR;
            if (fate == 2 || chance(2)) write_whole(fd, it->bytes + at, length, it->at + (off_t)at);
        }
    }
}

static void lose_names(void) {
    for (struct renaming *it = renamings; it; it = it->next) {
        if (chance(2)) continue;
        real_rename(it->to, it->from);
        if (it->kept[0]) real_rename(it->kept, it->to);
    }
    for (int at = 0; at < file_count; at++)
        if (files[at].is_new && chance(2)) real_unlink(files[at].path);
}

// What becomes of a call: 0, an errno, or nothing any more.
static int fate(int call, const char *path) {
    if (!control || !(atomic_load(&control->calls) & (uint64_t)call)) return 0;
    if (control->match[0] && !strstr(path, control->match)) return 0;
    uint64_t number = atomic_fetch_add(&control->seen, 1), skip = atomic_load(&control->skip);
    if (number < skip || number - skip >= atomic_load(&control->count)) return 0;
    int fault = (int)atomic_load(&control->fault);
    uint64_t parameter = atomic_load(&control->parameter);
    atomic_fetch_add(&control->done, 1);
    if (fault == DELAY) {
        struct timespec time = { (time_t)(parameter / 1000), (long)(parameter % 1000) * 1000000 };
        nanosleep(&time, 0);
        return 0;
    }
    if (fault == POWER_CUT) {
        pthread_mutex_lock(&lock);
        chance_state = parameter;
        lose_changes();
        lose_names();
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    return fault;
}

static int file_of(int fd) {
    return control && fd >= 0 && fd < DESCRIPTORS ? descriptors[fd] - 1 : -1;
}

static void note_opened(int fd, const char *path, int is_new) {
    struct stat found;
    if (fd < 0 || fd >= DESCRIPTORS || fstat(fd, &found)) return;
    pthread_mutex_lock(&lock);
    int at = 0;
    while (at < file_count && (files[at].device != found.st_dev || files[at].inode != found.st_ino)) at++;
    if (at < FILES) {
        if (at == file_count) {
            files[at].is_folder = S_ISDIR(found.st_mode);
            files[at].fd = real_open(path, (files[at].is_folder ? O_RDONLY : O_RDWR) | O_CLOEXEC);
            files[at].device = found.st_dev;
            files[at].inode = found.st_ino;
            file_count++;
        }
        files[at].is_new |= is_new;
        snprintf(files[at].path, PATH, "%s", path);
        descriptors[fd] = at + 1;
    }
    pthread_mutex_unlock(&lock);
}

static int open_below(const char *path, int flags, mode_t mode) {
    int fault = fate((flags & (O_ACCMODE | O_CREAT)) ? OPEN : READ, path);
    if (fault) {
        errno = fault;
        return -1;
    }
    int is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
    int fd = real_open(path, flags, mode);
    note_opened(fd, path, is_new);
    return fd;
}

#define OPENS(declaration, rest)                                                \
    declaration {                                                               \
        mode_t mode = 0;                                                        \
        if (flags & O_CREAT) {                                                  \
            va_list more;                                                       \
            va_start(more, flags);                                              \
            mode = va_arg(more, mode_t);                                        \
            va_end(more);                                                       \
        }                                                                       \
        NEED(real_open);                                                        \
        char room[PATH];                                                        \
        const char *whole = below(path, room);                                  \
        if (whole) return open_below(whole, flags, mode);                       \
        rest                                                                    \
    }
OPENS(int open(const char *path, int flags, ...), return real_open(path, flags, mode);)
OPENS(int open64(const char *path, int flags, ...), return real_open(path, flags, mode);)
OPENS(int openat(int at, const char *path, int flags, ...),
    int (*real)(int, const char *, int, ...) = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat");
    return real(at, path, flags, mode);)
OPENS(int openat64(int at, const char *path, int flags, ...),
    int (*real)(int, const char *, int, ...) = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat");
    return real(at, path, flags, mode);)

int close(int fd) {
    NEED(real_close);
    if (fd >= 0 && fd < DESCRIPTORS) descriptors[fd] = 0;
    return real_close(fd);
}

// Notes a change that is about to be made. The lock is held.
static void note_change(struct change change, const void *bytes) {
    struct file *file = &files[change.file];
    size_t length = strlen(file->path);
    struct stat found;
    // What connections share in memory is made anew after a crash.
    if (!atomic_load(&control->remembers)) return;
    if (length > 4 && strcmp(file->path + length - 4, "-shm") == 0) return;
    if (fstat(file->fd, &found)) return;
    change.old_size = found.st_size;
    off_t end = change.is_truncation ? found.st_size : change.at + (off_t)change.length;
    if (end > found.st_size) end = found.st_size;
    if (end > change.at) {
        change.old_length = (size_t)(end - change.at);
        change.old = malloc(change.old_length);
        if (real_pread(file->fd, change.old, change.old_length, change.at) != (ssize_t)change.old_length)
            perror("shim: pread");
    }
    if (change.length) change.bytes = memcpy(malloc(change.length), bytes, change.length);
    struct change *kept = malloc(sizeof *kept);
    *kept = change;
    kept->before = last;
    *(last ? &last->next : &first) = kept;
    last = kept;
}

static void forget_changes(int file) {
    for (struct change *it = first, *next; it; it = next) {
        next = it->next;
        if (it->file != file) continue;
        *(it->before ? &it->before->next : &first) = it->next;
        *(it->next ? &it->next->before : &last) = it->before;
        free(it->old);
        free(it->bytes);
        free(it);
    }
}

// Writes at a place, or where the descriptor is at: at -1. One that fails has written a half.
static ssize_t write_to(int fd, const void *bytes, size_t length, off_t at) {
    int file = file_of(fd);
    int fault = file < 0 ? 0 : fate(WRITE, files[file].path);
    if (fault) length /= 2;
    if (file >= 0) {
        pthread_mutex_lock(&lock);
        struct stat found;
        off_t place = at;
        if (at < 0) place = lseek(fd, 0, SEEK_CUR);
        if (at < 0 && (fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &found) == 0) place = found.st_size;
        note_change((struct change){ .file = file, .at = place, .length = length }, bytes);
    }
    ssize_t written = at < 0 ? real_write(fd, bytes, length) : real_pwrite(fd, bytes, length, at);
    int error = errno;
    if (file >= 0) pthread_mutex_unlock(&lock);
    errno = fault ? fault : error;
    return fault ? -1 : written;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    NEED(real_write);
    return file_of(fd) < 0 ? real_write(fd, bytes, length) : write_to(fd, bytes, length, -1);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    NEED(real_pwrite);
    return write_to(fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return pwrite(fd, bytes, length, at); }

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    ssize_t written = 0;
    for (int part = 0; part < count; part++) {
        ssize_t more = pwrite(fd, parts[part].iov_base, parts[part].iov_len, at + written);
        if (more < 0) return written ? written : -1;
        written += more;
        if ((size_t)more < parts[part].iov_len) break;
    }
    return written;
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return pwritev(fd, parts, count, at); }

static int reading_fails(int fd) {
    int file = file_of(fd), fault = file < 0 ? 0 : fate(READ, files[file].path);
    if (fault) errno = fault;
    return fault;
}
ssize_t read(int fd, void *bytes, size_t length) {
    NEED(real_read);
    return reading_fails(fd) ? -1 : real_read(fd, bytes, length);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at) {
    NEED(real_pread);
    return reading_fails(fd) ? -1 : real_pread(fd, bytes, length, at);
}
ssize_t pread64(int fd, void *bytes, size_t length, off_t at) { return pread(fd, bytes, length, at); }

// A test's disk need not be waited for: what counts as durable is what was synced here.
static int sync_with(int (*real)(int), int fd) {
    int file = file_of(fd);
    if (file < 0) return real(fd);
    int fault = fate(SYNC, files[file].path);
    if (fault) {
        errno = fault;
        return -1;
    }
    pthread_mutex_lock(&lock);
    if (files[file].is_folder) {
        renamings = 0;
        for (int at = 0; at < file_count; at++) files[at].is_new = 0;
    } else {
        forget_changes(file);
        files[file].is_new = 0;
    }
    pthread_mutex_unlock(&lock);
    return 0;
}
int fsync(int fd) {
    NEED(real_fsync);
    return sync_with(real_fsync, fd);
}
int fdatasync(int fd) {
    NEED(real_fdatasync);
    return sync_with(real_fdatasync, fd);
}

int ftruncate(int fd, off_t size) {
    NEED(real_ftruncate);
    int file = file_of(fd);
    if (file < 0) return real_ftruncate(fd, size);
    int fault = fate(TRUNCATE, files[file].path);
    if (fault) {
        errno = fault;
        return -1;
    }
    pthread_mutex_lock(&lock);
    note_change((struct change){ .file = file, .at = size, .is_truncation = 1 }, 0);
    int done = real_ftruncate(fd, size), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int rename(const char *from, const char *to) {
    NEED(real_rename);
    char room[PATH], other_room[PATH];
    const char *whole = below(to, room), *source = below(from, other_room);
    if (!whole || !source) return real_rename(from, to);
    from = source;
    to = whole;
    int fault = fate(RENAME, to);
    if (fault) {
        errno = fault;
        return -1;
    }
    static int kept;
    pthread_mutex_lock(&lock);
    struct renaming *it = calloc(1, sizeof *it);
    snprintf(it->from, PATH, "%s", from);
    snprintf(it->to, PATH, "%s", to);
    snprintf(it->kept, PATH, "%.480s.kept-%d-%d", folder, getpid(), kept++);
    if (!atomic_load(&control->remembers) || link(to, it->kept)) it->kept[0] = 0;
    int done = real_rename(from, to), error = errno;
    if (done == 0) {
        it->next = renamings;
        renamings = it;
        for (int at = 0; at < file_count; at++)
            if (strcmp(files[at].path, from) == 0) snprintf(files[at].path, PATH, "%s", to);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int unlink(const char *path) {
    NEED(real_unlink);
    char room[PATH];
    const char *whole = below(path, room);
    if (!whole) return real_unlink(path);
    path = whole;
    int fault = fate(UNLINK, path);
    if (fault) {
        errno = fault;
        return -1;
    }
    pthread_mutex_lock(&lock);
    for (int at = 0; at < file_count; at++)
        if (strcmp(files[at].path, path) == 0) {
            files[at].is_new = 0;
            files[at].path[0] = 0;
        }
    int done = real_unlink(path), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

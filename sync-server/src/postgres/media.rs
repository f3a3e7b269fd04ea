//! The contents of pictures and videos, in pieces.

use std::io::{self, Read};

use shared::catalogue::{ContentHash, MediaDigest, MediaFile};

use super::PostgresDatabase;
use super::connection::Connection;
use super::error::PostgresError;
use crate::media;
use crate::ports::{Media, PortError};
use crate::sql::{SqlConnection, values};

/// How long a piece is, in bytes.
const PIECE: u64 = 1 << 20;

impl Media for PostgresDatabase {
    fn holds(&self, file: &MediaFile) -> bool {
        let found = Media::open(self, &file.sha256);
        found.is_ok_and(|content| {
            media::copy(content, &mut io::sink()).is_ok_and(|found| found == *file)
        })
    }

    fn open(&self, hash: &ContentHash) -> Result<Box<dyn Read + '_>, PortError> {
        let db = self.pool.connection()?;
        let first = piece(&db, hash, 0)?.ok_or_else(|| missing(hash))?;
        Ok(Box::new(Content {
            db,
            hash: *hash,
            piece: first,
            read: 0,
            next: 1,
        }))
    }

    fn insert(&self, file: &MediaFile, content: &mut dyn Read) -> Result<(), PortError> {
        if self.holds(file) {
            return Ok(());
        }
        // Records are stored meanwhile: no other change is about media.
        let db = self.pool.begin()?;
        let hash = file.sha256.to_string();
        db.execute("DELETE FROM media WHERE sha256 = $1", &values![&hash])?;
        let mut digest = MediaDigest::default();
        for number in 0_u32.. {
            let mut piece = Vec::new();
            let read = content.take(PIECE).read_to_end(&mut piece);
            read.map_err(PostgresError::Media)?;
            if piece.is_empty() && number > 0 {
                break;
            }
            digest.add(&piece);
            // Another process may keep the same content at this moment.
            db.execute(
                "INSERT INTO media (sha256, piece, content) VALUES ($1, $2, $3)
                 ON CONFLICT (sha256, piece) DO UPDATE SET content = excluded.content",
                &values![&hash, number, piece],
            )?;
        }
        if digest.finish() != *file {
            let changed = io::Error::other("it changed while it was being read");
            return Err(PostgresError::Media(changed).into());
        }
        db.commit()
    }
}

/// A content that is read piece by piece.
struct Content {
    db: Connection,
    hash: ContentHash,
    piece: Vec<u8>,
    /// How much of the piece was read.
    read: usize,
    /// The number of the next piece.
    next: u32,
}

impl Read for Content {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.read == self.piece.len() {
            let next = piece(&self.db, &self.hash, self.next).map_err(io::Error::other)?;
            (self.piece, self.read) = (next.unwrap_or_default(), 0);
            self.next += 1;
        }
        let count = (&self.piece[self.read..]).read(to)?;
        self.read += count;
        Ok(count)
    }
}

fn piece(db: &Connection, hash: &ContentHash, number: u32) -> Result<Option<Vec<u8>>, PortError> {
    let sql: &dyn SqlConnection = db;
    let row = sql.row(
        "SELECT content FROM media WHERE sha256 = $1 AND piece = $2",
        &values![hash.to_string(), number],
    )?;
    row.map(|row| row.get(0)).transpose()
}

fn missing(hash: &ContentHash) -> PortError {
    let missing = io::Error::new(io::ErrorKind::NotFound, format!("{hash} is missing"));
    PostgresError::Media(missing).into()
}

package io.keepwell.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The text of a file, unpacked where it is packed by gzip or zip.
final class Source implements AutoCloseable {
    static final char UNREADABLE = '\uFFFD';
    private static final int PROBE_BYTES = 64 * 1024;
    private static final String WORKBOOK = "xl/workbook.xml";

    private final Counting counting;
    private final BufferedInputStream bytes;
    private final Charset charset;
    private final List<AutoCloseable> closeAlso;
    private final String probe;

    private Source(Counting counting, InputStream unpacked, Layout layout, List<AutoCloseable> closeAlso)
            throws IOException {
        this.counting = counting;
        this.closeAlso = closeAlso;
        this.bytes = new BufferedInputStream(unpacked, PROBE_BYTES);
        bytes.mark(PROBE_BYTES);
        byte[] first = bytes.readNBytes(PROBE_BYTES - 4);
        bytes.reset();
        Encoding encoding = Encoding.of(first, layout);
        bytes.skipNBytes(encoding.markLength());
        this.charset = encoding.charset();
        this.probe = decode(first, encoding);
    }

    /// How its bytes become characters.
    private record Encoding(Charset charset, int markLength) {
        static Encoding of(byte[] first, Layout layout) {
            if (starts(first, 0xEF, 0xBB, 0xBF)) {
                return new Encoding(StandardCharsets.UTF_8, 3);
            }
            if (starts(first, 0xFF, 0xFE)) {
                return new Encoding(StandardCharsets.UTF_16LE, 2);
            }
            if (starts(first, 0xFE, 0xFF)) {
                return new Encoding(StandardCharsets.UTF_16BE, 2);
            }
            return new Encoding(layout.charset().orElseGet(() -> unmarked(first)), 0);
        }

        /// UTF-16 shows by a zero in every other byte of plain letters.
        private static Charset unmarked(byte[] first) {
            int[] zeros = new int[2];
            int pairs = first.length / 2;
            for (int i = 0; i < 2 * pairs; i++) {
                zeros[i % 2] += first[i] == 0 ? 1 : 0;
            }
            if (pairs > 0 && zeros[1] > pairs / 2 && zeros[0] == 0) {
                return StandardCharsets.UTF_16LE;
            }
            return pairs > 0 && zeros[0] > pairs / 2 && zeros[1] == 0
                    ? StandardCharsets.UTF_16BE
                    : StandardCharsets.UTF_8;
        }

        private static boolean starts(byte[] bytes, int... mark) {
            if (bytes.length < mark.length) {
                return false;
            }
            for (int i = 0; i < mark.length; i++) {
                if ((bytes[i] & 0xFF) != mark[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Counts what is read of the file itself, packed as it may be.
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            int read = in.read(into, start, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /// @throws ImportProblem where a packed file doesn't hold exactly one file
    static Source open(Path file, Layout layout) throws IOException {
        return switch (packing(file)) {
            case NONE -> {
                Counting counting = new Counting(Files.newInputStream(file));
                yield new Source(counting, counting, layout, List.of());
            }
            case GZIP -> {
                Counting counting = new Counting(new BufferedInputStream(Files.newInputStream(file)));
                try {
                    yield new Source(counting, new GZIPInputStream(counting, PROBE_BYTES), layout, List.of());
                } catch (IOException unreadable) {
                    counting.close();
                    throw unreadable;
                }
            }
            case ZIP -> {
                ZipFile zip = new ZipFile(file.toFile());
                try {
                    Counting counting = new Counting(zip.getInputStream(onlyEntry(file, zip)));
                    yield new Source(counting, counting, layout, List.of(zip));
                } catch (IOException | RuntimeException unreadable) {
                    zip.close();
                    throw unreadable;
                }
            }
        };
    }

    private enum Packing {
        NONE,
        GZIP,
        ZIP
    }

    private static Packing packing(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(4);
        }
        if (Encoding.starts(first, 0x1F, 0x8B)) {
            return Packing.GZIP;
        }
        return Encoding.starts(first, 'P', 'K', 3, 4) ? Packing.ZIP : Packing.NONE;
    }

    private static ZipEntry onlyEntry(Path file, ZipFile zip) {
        List<? extends ZipEntry> entries = zip.stream()
                .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/"))
                .toList();
        if (entries.size() != 1) {
            throw new ImportProblem("The file " + file + " holds " + entries.size()
                    + " files; one is taken. Unpack it and name the file that is meant.");
        }
        return entries.getFirst();
    }

    /// What kind of file it is, by what it holds and what its name ends in.
    static Layout.Format format(Path file) throws IOException {
        if (packing(file) == Packing.ZIP) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return zip.getEntry(WORKBOOK) == null
                        ? byName(onlyEntry(file, zip).getName())
                        : Layout.Format.XLSX;
            }
        }
        return byName(String.valueOf(file.getFileName()));
    }

    private static Layout.Format byName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")
                ? Layout.Format.JSON_LINES
                : Layout.Format.CSV;
    }

    /// How many bytes there are to be read, as far as can be known beforehand.
    static long size(Path file) throws IOException {
        if (packing(file) != Packing.ZIP) {
            return Files.size(file);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(WORKBOOK) == null
                    ? Math.max(0, onlyEntry(file, zip).getSize())
                    : Files.size(file);
        }
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    private static String decode(byte[] first, Encoding encoding) {
        CharBuffer characters = CharBuffer.allocate(first.length + 1);
        decoder(encoding.charset())
                .decode(
                        ByteBuffer.wrap(first, encoding.markLength(), first.length - encoding.markLength()),
                        characters,
                        false);
        return characters.flip().toString();
    }

    /// The first characters, to recognise a layout by.
    String probe() {
        return probe;
    }

    Charset charset() {
        return charset;
    }

    /// All characters from the first; [#UNREADABLE] where bytes are none.
    Reader reader() {
        return new InputStreamReader(bytes, decoder(charset));
    }

    long bytesRead() {
        return counting.count;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
        for (AutoCloseable each : closeAlso) {
            try {
                each.close();
            } catch (IOException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IOException(failed);
            }
        }
    }
}

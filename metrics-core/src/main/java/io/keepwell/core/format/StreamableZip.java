package io.keepwell.core.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A ZIP archive whose entries say at their beginning how long they are. fastexcel says so behind them, which those who
/// read an archive from its beginning to its end can't make use of.
final class StreamableZip {
    private StreamableZip() {}

    /// @param writing writes an archive
    /// @return the same entries in the same order
    static byte[] of(Consumer<OutputStream> writing) {
        try {
            Path draft = Files.createTempFile("keepwell-", ".zip");
            try {
                try (OutputStream out = Files.newOutputStream(draft)) {
                    writing.accept(out);
                }
                return copied(draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] copied(Path draft) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = new ZipFile(draft.toFile());
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] content;
                try (InputStream in = from.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setSize(content.length);
                copy.setCrc(sum.getValue());
                copy.setCompressedSize(deflated(content));
                to.putNextEntry(copy);
                to.write(content);
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /// How long it will be, which `ZipOutputStream` checks.
    private static long deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            byte[] room = new byte[8_192];
            long length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(room);
            }
            return length;
        } finally {
            deflater.end();
        }
    }
}

package io.keepwell.core.format;

import java.util.Map;

/// A report in one format.
///
/// @param images PNG by content id, which html shows as `cid:` and that id
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Rendition(byte[] bytes, Map<String, byte[]> images) {
    public Rendition {
        images = Map.copyOf(images);
    }
}

package io.keepwell.core.report;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// What of a run is sent, exactly as it was rendered.
///
/// @param html shows its charts as `cid:` and their content id
/// @param images PNG by content id
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RunContent(String subject, String html, String plainText, byte[] pdf, Map<String, byte[]> images) {
    public RunContent {
        images = Map.copyOf(images);
    }

    /// The html with its charts inside, for a browser.
    public String standaloneHtml() {
        String standalone = html;
        for (Map.Entry<String, byte[]> image : new TreeMap<>(images).entrySet()) {
            standalone = standalone.replace(
                    "\"cid:" + image.getKey() + "\"",
                    "\"data:image/png;base64," + Base64.getEncoder().encodeToString(image.getValue()) + "\"");
        }
        return standalone;
    }
}

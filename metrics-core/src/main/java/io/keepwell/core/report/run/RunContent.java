package io.keepwell.core.report.run;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was rendered of a run, exactly as it was.
///
/// @param files one for each format
/// @param images PNG by content id; the html shows its charts as `cid:` and their content id
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RunContent(String subject, List<RunFile> files, Map<String, byte[]> images) {
    public RunContent {
        files = List.copyOf(files);
        images = Map.copyOf(images);
    }

    /// Those with which a mail does this.
    public List<RunFile> files(RunFile.Use use) {
        return files.stream().filter(file -> file.use() == use).toList();
    }

    /// @throws IllegalStateException where there is none, or more than one
    public String html() {
        return text(RunFile.Use.MAIL_HTML);
    }

    /// @throws IllegalStateException where there is none, or more than one
    public String plainText() {
        return text(RunFile.Use.MAIL_TEXT);
    }

    private String text(RunFile.Use use) {
        List<RunFile> found = files(use);
        if (found.size() != 1) {
            throw new IllegalStateException("a run needs one file for " + use + ", not " + found.size());
        }
        return new String(found.getFirst().bytes(), StandardCharsets.UTF_8);
    }

    /// The html with its charts inside, for a browser.
    public String standaloneHtml() {
        String standalone = html();
        for (Map.Entry<String, byte[]> image : new TreeMap<>(images).entrySet()) {
            standalone = standalone.replace(
                    "\"cid:" + image.getKey() + "\"",
                    "\"data:image/png;base64," + Base64.getEncoder().encodeToString(image.getValue()) + "\"");
        }
        return standalone;
    }
}

package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
    @Test
    void object_keeps_the_order_and_escapes_text() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("path", "C:\\a \"b\"\n\t");
        entries.put("port", 3306);
        entries.put("started", true);

        assertThat(JsonText.object(entries))
                .isEqualTo("{\"path\": \"C:\\\\a \\\"b\\\"\\n\\u0009\", \"port\": 3306, \"started\": true}");
    }
}

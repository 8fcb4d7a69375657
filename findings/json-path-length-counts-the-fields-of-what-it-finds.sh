#!/usr/bin/env bash
# Guess:   $.answers[?(@.score <= 6)].length() of Jayway's JsonPath is the number of detractors, as $.answers.length()
#          is the number of answers, and $.length($.answers[?(@.score <= 6)]) is another spelling of it.
# True:    the first gives a list with the number of fields of each of them, and the second their sum: three detractors
#          with four fields each are [4,4,4] and 12. Of their scores it is [null,null,null] and 0, though sum() of the
#          same path is right. One promoter is 4 as well, and none is 0, so that a rule that only asks whether there are
#          any shows nothing. The list that the path gives without length() has the right size.
# Version: com.jayway.jsonpath:json-path 2.9.0. Source: json-path/JsonPath issues #562 and #667 (open since 2019 and
#          2021); README, Functions (length(): "Provides the length of an array").
# Who:     counts for NPS, CSAT and tickets taken from webhooks and exports by configured paths. The figure is a whole
#          number and grows with the answers, and jumps when the sender adds a field.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.jayway.jsonpath:json-path:2.9.0 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
$.answers.length(): 5
$.answers[?(@.score <= 6)].id: [2,3,4]
$.answers[?(@.score <= 6)].length(): [4,4,4]
$.length($.answers[?(@.score <= 6)]): 12
$.length($.answers[?(@.score == 10)]): 4
$.length($.answers[?(@.score > 10)]): 0
$.answers[?(@.score <= 6)].score.length(): [null,null,null]
$.length($.answers[?(@.score <= 6)].score): 0
$.sum($.answers[?(@.score <= 6)].score): 8.0
size of the list: 3
TEXT

run_java <<'JAVA'
import com.jayway.jsonpath.JsonPath;
import java.util.List;

public class Finding {
    public static void main(String[] arguments) {
        String json = "{\"answers\": ["
                + "{\"id\": 1, \"score\": 10, \"plan\": \"pro\", \"day\": 5}, "
                + "{\"id\": 2, \"score\": 2, \"plan\": \"pro\", \"day\": 5}, "
                + "{\"id\": 3, \"score\": 0, \"plan\": \"free\", \"day\": 6}, "
                + "{\"id\": 4, \"score\": 6, \"plan\": \"free\", \"day\": 7}, "
                + "{\"id\": 5, \"score\": 9, \"plan\": \"pro\", \"day\": 7}]}";
        for (String path : List.of("$.answers.length()", "$.answers[?(@.score <= 6)].id",
                "$.answers[?(@.score <= 6)].length()", "$.length($.answers[?(@.score <= 6)])",
                "$.length($.answers[?(@.score == 10)])", "$.length($.answers[?(@.score > 10)])",
                "$.answers[?(@.score <= 6)].score.length()", "$.length($.answers[?(@.score <= 6)].score)",
                "$.sum($.answers[?(@.score <= 6)].score)")) {
            System.out.println(path + ": " + JsonPath.read(json, path));
        }
        System.out.println("size of the list: " + JsonPath.<List<?>>read(json, "$.answers[?(@.score <= 6)]").size());
    }
}
JAVA

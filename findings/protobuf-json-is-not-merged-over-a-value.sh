#!/usr/bin/env bash
# Guess:   JsonFormat.parser().merge(json, builder) merges as the other merges of Java's protobuf do, TextFormat.merge()
#          and mergeFrom(): what the JSON names replaces what the message has, lists are appended to, the rest stays.
# True:    it throws "has already been set" for each field that has a value: a number or text that isn't the default, a
#          message, a list with anything in it. It does so for the same value, for null and for an empty list, too. A
#          field that stands at its default takes the value, so it works on the messages of most tests. A map is merged
#          without a word, new keys added and old ones replaced. Clearing the fields that the JSON names first makes it
#          a replacement; a message of its own and mergeFrom() make it a merge.
# Version: com.google.protobuf:protobuf-java-util 4.36.2. Source: JsonFormat.Parser.merge(), documented as parsing JSON
#          into a message; its ParserImpl, mergeField().
# Who:     partial updates by JSON: a stored account is loaded into a builder and the partner's fields are merged over
#          it. What was empty can be filled once and never be changed, and the partner is told that a field is set twice
#          in a document that has it once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.google.protobuf:protobuf-java-util:4.36.2

recorded <<'TEXT'
stored: {"name":"Fir","sourceContext":{"fileName":"file"},"mixins":[{"name":"first"}]}
{'version': '2'}: {"name":"Fir","version":"2","sourceContext":{"fileName":"file"},"mixins":[{"name":"first"}]}
{'name': 'Oak'}: Field google.protobuf.Api.name has already been set.
{'name': 'Fir'}: Field google.protobuf.Api.name has already been set.
{'name': null}: Field google.protobuf.Api.name has already been set.
{'mixins': [{'name': 'second'}]}: Field google.protobuf.Api.mixins has already been set.
{'mixins': []}: Field google.protobuf.Api.mixins has already been set.
{'sourceContext': {}}: Field google.protobuf.Api.source_context has already been set.
{'a': 2, 'b': 3}: {"a":2.0,"b":3.0}
TextFormat: {"name":"Oak","sourceContext":{"fileName":"file"},"mixins":[{"name":"first"},{"name":"second"}]}
mergeFrom: {"name":"Oak","sourceContext":{"fileName":"file"},"mixins":[{"name":"first"},{"name":"second"}]}
TEXT

run_java <<'JAVA'
import com.google.protobuf.Api;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Mixin;
import com.google.protobuf.SourceContext;
import com.google.protobuf.Struct;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        Api stored = Api.newBuilder().setName("Fir").addMixins(Mixin.newBuilder().setName("first"))
                .setSourceContext(SourceContext.newBuilder().setFileName("file")).build();
        System.out.println("stored: " + text(stored));
        for (String json : new String[] {
            "{'version': '2'}", "{'name': 'Oak'}", "{'name': 'Fir'}", "{'name': null}",
            "{'mixins': [{'name': 'second'}]}", "{'mixins': []}", "{'sourceContext': {}}",
        }) {
            merge(json, stored.toBuilder());
        }
        merge("{'a': 2, 'b': 3}", Struct.newBuilder().putFields("a", Value.newBuilder().setNumberValue(1).build()));

        Api.Builder byText = stored.toBuilder();
        TextFormat.merge("name: 'Oak' mixins { name: 'second' }", byText);
        System.out.println("TextFormat: " + text(byText.build()));
        System.out.println("mergeFrom: " + text(stored.toBuilder().mergeFrom(
                Api.newBuilder().setName("Oak").addMixins(Mixin.newBuilder().setName("second")).build()).build()));
    }

    static void merge(String json, Message.Builder builder) {
        try {
            JsonFormat.parser().merge(json.replace('\'', '"'), builder);
            System.out.println(json + ": " + text(builder.build()));
        } catch (InvalidProtocolBufferException refused) {
            System.out.println(json + ": " + refused.getMessage());
        }
    }

    static String text(Message message) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
JAVA

#!/usr/bin/env bash
# Guess:   a google.protobuf.FieldMask that goes through JSON in Java comes back as it was, whatever the fields are
#          called, or is refused if it can't be said in JSON.
# True:    an underscore before a digit is lost, without an error: churn_rate_12_months becomes churnRate12Months and
#          comes back as churn_rate12_months, p_90 comes back as p90. FieldMaskUtil.merge() then finds no such field,
#          logs a warning and leaves the field as it is, so an update succeeds and changes nothing. The field itself
#          goes through JSON unharmed, as each name is looked up in the message; a mask has no message to look in.
#          FieldMaskUtil.isValid(type, mask) finds it out.
# Version: com.google.protobuf:protobuf-java-util 4.36.2. Source: FieldMaskUtil.toJsonString(), fromJsonString() (case
#          conversion of the name alone), merge(); field_mask.proto, "JSON Encoding of Field Masks". protobuf's
#          style guide asks for song_name1 rather than song_name_1; files of proto3 aren't held to it.
# Who:     partial updates through a JSON gateway or a web client. Names with digits are common where periods and
#          percentiles are: p_90, nps_last_90_days, churn_rate_12_months.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.google.protobuf:protobuf-java-util:4.36.2

recorded <<'TEXT'
churn_rate           mask in JSON "churnRate"         and back churn_rate           valid true
                     the field itself through JSON: 5; after an update from 3 to 5: 5
churn_rate_12_months mask in JSON "churnRate12Months" and back churn_rate12_months  valid false
                     the field itself through JSON: 5; after an update from 3 to 5: 3
nps_last_90_days     mask in JSON "npsLast90Days"     and back nps_last90_days      valid false
                     the field itself through JSON: 5; after an update from 3 to 5: 3
p_90                 mask in JSON "p90"               and back p90                  valid false
                     the field itself through JSON: 5; after an update from 3 to 5: 3
TEXT

run_java <<'JAVA'
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.protobuf.util.JsonFormat;
import java.util.List;

public class Finding {
    static final List<String> NAMES = List.of("churn_rate", "churn_rate_12_months", "nps_last_90_days", "p_90");

    public static void main(String[] arguments) throws Exception {
        Descriptor type = type();
        for (String name : NAMES) {
            FieldMask mask = FieldMask.newBuilder().addPaths(name).build();
            FieldMask.Builder back = FieldMask.newBuilder();
            String json = JsonFormat.printer().print(mask);
            JsonFormat.parser().merge(json, back);

            FieldDescriptor field = type.findFieldByName(name);
            DynamicMessage set = DynamicMessage.newBuilder(type).setField(field, 5).build();
            DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
            JsonFormat.parser().merge(JsonFormat.printer().print(set), message);
            DynamicMessage.Builder stored = DynamicMessage.newBuilder(type).setField(field, 3);
            FieldMaskUtil.merge(back.build(), set, stored);
            System.out.printf("%-20s mask in JSON %-19s and back %-20s valid %s%n",
                    name, json, back.getPaths(0), FieldMaskUtil.isValid(type, back.build()));
            System.out.printf("%20s the field itself through JSON: %s; after an update from 3 to 5: %s%n",
                    "", message.getField(field), stored.getField(field));
        }
    }

    static Descriptor type() throws Exception {
        DescriptorProto.Builder figures = DescriptorProto.newBuilder().setName("Figures");
        for (String name : NAMES) {
            figures.addField(FieldDescriptorProto.newBuilder().setName(name).setNumber(figures.getFieldCount() + 1)
                    .setType(FieldDescriptorProto.Type.TYPE_INT32).setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL));
        }
        FileDescriptorProto file = FileDescriptorProto.newBuilder().setName("figures.proto").setSyntax("proto3")
                .addMessageType(figures).build();
        return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Figures");
    }
}
JAVA

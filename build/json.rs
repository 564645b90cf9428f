//! Values of TOML as JSON.

use toml::Value;

/// `value` as JSON.
pub fn of(value: &Value) -> String {
    let mut json = String::new();
    push(&mut json, value);
    json
}

/// Adds `value` to `json`.
fn push(json: &mut String, value: &Value) {
    match value {
        Value::String(text) => push_text(json, text),
        Value::Datetime(date) => push_text(json, &date.to_string()),
        Value::Integer(number) => json.push_str(&number.to_string()),
        Value::Float(number) => json.push_str(&number.to_string()),
        Value::Boolean(flag) => json.push_str(&flag.to_string()),
        Value::Array(values) => {
            json.push('[');
            for (place, value) in values.iter().enumerate() {
                push_comma(json, place);
                push(json, value);
            }
            json.push(']');
        }
        Value::Table(table) => {
            json.push('{');
            for (place, (key, value)) in table.iter().enumerate() {
                push_comma(json, place);
                push_text(json, key);
                json.push(':');
                push(json, value);
            }
            json.push('}');
        }
    }
}

fn push_comma(json: &mut String, place: usize) {
    if place > 0 {
        json.push(',');
    }
}

fn push_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..' ' => json.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json.push('"');
}
